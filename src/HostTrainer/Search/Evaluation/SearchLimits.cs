namespace HostTrainer.Search.Evaluation;

/// <summary>What a plan must keep to be feasible. Every limit may be combined with every objective; null is no limit.</summary>
/// <param name="MaxError">Largest error of the worst subset, percent; null for that of all 16 bits plus <paramref name="ErrorRise"/>.</param>
/// <param name="ErrorRise">Percentage points above the error of all 16 bits that a feasible plan may have, above 0.</param>
/// <param name="MaxSizeMiB">Largest size, MiB.</param>
/// <param name="MinSpeedup">Smallest modelled speed-up.</param>
/// <param name="MaxEnergyMicrojoule">Largest modelled energy per inference step, uJ.</param>
/// <param name="MaxWork">Largest share of work, see <see cref="ObjectiveKind.Work"/>.</param>
public sealed record SearchLimits(
    double? MaxError = null,
    double ErrorRise = SearchLimits.DefaultErrorRise,
    double? MaxSizeMiB = null,
    double? MinSpeedup = null,
    double? MaxEnergyMicrojoule = null,
    double? MaxWork = null)
{
    /// <summary>
    /// Percentage points over the error of all 16 bits: the papers allowed 24 % to a network of about 16 %.
    /// </summary>
    public const double DefaultErrorRise = 8;
}
