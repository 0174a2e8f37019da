namespace HostTrainer.Reports;

/// <summary>A point of the front in a report.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Values">Its figures in the report's order; null where not modelled.</param>
/// <param name="SubsetErrors">Error of every subset, percent.</param>
/// <param name="BaseErrors">The same with the weights the search began with, when a retrained model was tried; else null.</param>
/// <param name="Beacon">Name of the retrained model that was tried, or null.</param>
/// <param name="KneeDistance">Distance from the chord of the front.</param>
/// <param name="Layers">Weight bits, activation bits and delta threshold (null for dense) of every layer.</param>
/// <param name="UpdatedFractions">Share of transmitted inputs per layer; empty without delta thresholds.</param>
/// <param name="Neighbours">Number of the next better point by name of figure.</param>
/// <param name="Prices">What single steps of precision change.</param>
public sealed record ReportPoint(
    int Number,
    IReadOnlyList<double?> Values,
    IReadOnlyList<double> SubsetErrors,
    IReadOnlyList<double>? BaseErrors,
    string? Beacon,
    double KneeDistance,
    IReadOnlyList<IReadOnlyList<int?>> Layers,
    IReadOnlyList<double> UpdatedFractions,
    IReadOnlyDictionary<string, int> Neighbours,
    IReadOnlyList<ReportPrice> Prices);
