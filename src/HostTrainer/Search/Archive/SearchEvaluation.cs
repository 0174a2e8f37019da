using Edge.Telemetry.Platforms;

namespace HostTrainer.Search.Archive;

/// <summary>One evaluated genome.</summary>
/// <param name="Sequence">Place in the search, from 0.</param>
/// <param name="Generation">Generation, from 0.</param>
/// <param name="Drawn">Bits in gene order as the operators drew them.</param>
/// <param name="Genome">The same after repair: what was evaluated.</param>
/// <param name="SubsetErrors">Errors in percent; empty when not measured.</param>
/// <param name="Cost">What it costs.</param>
/// <param name="Violation">Sum of relative excesses over the limits; 0 is feasible.</param>
/// <param name="Violations">The same as sentences.</param>
public sealed record SearchEvaluation(
    int Sequence,
    int Generation,
    IReadOnlyList<int> Drawn,
    IReadOnlyList<int> Genome,
    IReadOnlyList<double> SubsetErrors,
    PlatformCost Cost,
    double Violation,
    IReadOnlyList<string> Violations)
{
    /// <summary>Error of the worst subset, percent, or null when not measured.</summary>
    public double? Error => SubsetErrors.Count > 0 ? SubsetErrors.Max() : null;
}
