namespace Agent.Bench;

/// <summary>The document a benchmark prints.</summary>
/// <param name="Schema">Schema number, <see cref="CurrentSchema"/>.</param>
/// <param name="Environment">Where it was measured.</param>
/// <param name="Measurements">Times, in the order they were taken.</param>
/// <param name="Ratios">Speeds against a reference of the same rounds, by name; above 1 the first of the name is the faster one.</param>
/// <param name="Facts">Counts and sizes by name, with the unit in the name.</param>
public sealed record BenchReport(
    int Schema,
    BenchEnvironment Environment,
    IReadOnlyList<BenchMeasurement> Measurements,
    IReadOnlyDictionary<string, Spread> Ratios,
    IReadOnlyDictionary<string, double> Facts)
{
    /// <summary>The schema number this code writes.</summary>
    public const int CurrentSchema = 1;
}
