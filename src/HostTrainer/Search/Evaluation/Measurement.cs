namespace HostTrainer.Search.Evaluation;

/// <summary>The measured part of an evaluation; everything else follows from the genome and the settings of the search.</summary>
/// <param name="SubsetErrors">The errors that count, percent; empty when the genome was not measured because its cost alone breaks a limit.</param>
/// <param name="UpdatedFractions">Share of transmitted inputs per layer, 0 to 1; empty without delta thresholds.</param>
/// <param name="Beacon">Where the errors came from, when a retrained model took part; else null.</param>
public sealed record Measurement(
    IReadOnlyList<double> SubsetErrors, IReadOnlyList<double> UpdatedFractions, BeaconProvenance? Beacon = null)
{
    /// <summary>Nothing was measured.</summary>
    public static Measurement None { get; } = new([], []);

    /// <summary>Error of the worst subset, percent, or null when nothing was measured.</summary>
    public double? Error => SubsetErrors.Count > 0 ? SubsetErrors.Max() : null;

    /// <summary>The measurement of a plain run.</summary>
    public static Measurement Of(ErrorMeasurement errors) => new(errors.SubsetErrors, errors.UpdatedFractions);
}
