using System.Text.Json.Serialization;

namespace Edge.Telemetry.Platforms;

/// <summary>A platform fitted to a device's own profile (kind <c>measured</c>).</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Name">Short name.</param>
/// <param name="Description">One sentence for people.</param>
/// <param name="Device">What was measured.</param>
/// <param name="Terms">The times.</param>
/// <param name="Fit">How far they can be believed.</param>
/// <param name="Energy">Energies, or null for a device without a meter.</param>
/// <param name="SramPresets">Memory limits by topology; null for none.</param>
public sealed record PlatformMeasured(
    int Schema,
    string Name,
    string Description,
    MeasuredDevice Device,
    MeasuredTerms Terms,
    MeasuredFit Fit,
    MeasuredEnergy? Energy = null,
    IReadOnlyList<SramPreset>? SramPresets = null) : PlatformDescription(Schema, Name, Description, SramPresets)
{
    /// <summary>Value of <c>kind</c>.</summary>
    public const string KindName = "measured";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override ICostModel CreateModel(double? sramLimitMiB = null) => new MeasuredCostModel(this, sramLimitMiB);

    /// <inheritdoc/>
    private protected override string? OwnFault() => Terms.Fault() ?? Fit.Fault() ?? Energy?.Fault();
}
