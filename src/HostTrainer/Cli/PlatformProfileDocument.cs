using Edge.Telemetry.Platforms;

namespace HostTrainer.Cli;

/// <summary>What <c>mohaq platform profile --json</c> prints.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Path">The platform file that was written.</param>
/// <param name="Name">Name of the platform.</param>
/// <param name="Device">What was measured.</param>
/// <param name="Terms">The fitted times.</param>
/// <param name="Fit">How far they can be believed.</param>
/// <param name="Energy">Energies, or null for a device without a meter.</param>
public sealed record PlatformProfileDocument(
    int Schema, string Path, string Name, MeasuredDevice Device, MeasuredTerms Terms, MeasuredFit Fit, MeasuredEnergy? Energy)
{
    /// <summary>The document of a written platform.</summary>
    public static PlatformProfileDocument Of(string path, PlatformMeasured platform) =>
        new(1, path, platform.Name, platform.Device, platform.Terms, platform.Fit, platform.Energy);
}
