using Edge.Telemetry.Energy;

namespace Edge.Telemetry.Platforms;

/// <summary>Energy of a measured platform: proportional to time.</summary>
/// <param name="Source">The meter.</param>
/// <param name="Tier">Informative or metered.</param>
/// <param name="Watts">Power above idle while computing, above 0.</param>
/// <param name="Fit">How well it agrees with the measured energies.</param>
public sealed record MeasuredEnergy(string Source, EnergyTier Tier, double Watts, FitError Fit)
{
    private const double MaxWatts = 1e6;

    /// <summary>What is out of range, or null.</summary>
    internal string? Fault() => Tier != EnergyTier.Modelled && Watts is > 0 and <= MaxWatts && Fit.IsUsable && !string.IsNullOrWhiteSpace(Source)
        ? null
        : $"energy: an informative or metered source and watts above 0 and at most {MaxWatts} are needed";
}
