using Edge.Telemetry.Energy;

namespace Edge.Telemetry.Profiles;

/// <summary>
/// What a device's own kernels cost: the document <c>mohaq-edge profile --json</c> prints and topic <c>profile</c> carries.
/// <see cref="ProfileFile"/> checks one before anything uses it.
/// </summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Environment">Where it was measured.</param>
/// <param name="ModelHash">SHA-256 of the model whose matrices were multiplied.</param>
/// <param name="Layers">Its matrices in data-path order, 1 to 64.</param>
/// <param name="Runs">The measurements, 1 to 1000.</param>
/// <param name="Meter">The meter behind the energies; null when none was measured.</param>
public sealed record DeviceProfile(
    int Schema,
    ProfileEnvironment Environment,
    string ModelHash,
    IReadOnlyList<ProfileLayer> Layers,
    IReadOnlyList<ProfileRun> Runs,
    ProfileMeter? Meter = null)
{
    /// <summary>The schema number this code reads and writes.</summary>
    public const int CurrentSchema = 1;

    private const int MaxSide = 1 << 20;
    private const double MaxWatts = 1e6;

    /// <summary>What makes the document unusable, or null.</summary>
    internal string? Fault()
    {
        if (Schema != CurrentSchema)
        {
            return $"profile schema {Schema} is not known (this build reads {CurrentSchema})";
        }

        if (ModelHash.Length != 64 || ModelHash.AsSpan().IndexOfAnyExcept("0123456789abcdef") >= 0)
        {
            return "modelHash is not a SHA-256 in lower-case hexadecimal";
        }

        if (Layers.Count is 0 or > 64 || Layers.Any(l => l is null || string.IsNullOrWhiteSpace(l.Name) || !IsSide(l.Rows) || !IsSide(l.Columns)))
        {
            return $"a profile has 1 to 64 layers with a name, and rows and columns from 1 to {MaxSide}";
        }

        if (Runs.Count is 0 or > 1000)
        {
            return $"a profile has 1 to 1000 runs, not {Runs.Count}";
        }

        return Runs.Select((run, i) => run is null ? $"runs[{i}] is null" : Named(i, run.Fault(Layers.Count))).FirstOrDefault(f => f is not null) ?? MeterFault();
    }

    private static string? Named(int index, string? fault) => fault is null ? null : $"runs[{index}]: {fault}";

    private static bool IsSide(int side) => side is >= 1 and <= MaxSide;

    private string? MeterFault()
    {
        if (Meter is null)
        {
            return Runs.Any(r => r.StepMicrojoule is not null) ? "energies need a meter" : null;
        }

        return Meter.Tier == EnergyTier.Modelled || Meter.IdleWatts is not (>= 0 and <= MaxWatts) || string.IsNullOrWhiteSpace(Meter.Source)
            ? "the meter is informative or metered, has a source, and idle watts from 0"
            : null;
    }
}
