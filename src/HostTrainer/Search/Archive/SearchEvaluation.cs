using Edge.Telemetry.Platforms;

using HostTrainer.Search.Evaluation;

namespace HostTrainer.Search.Archive;

/// <summary>One evaluated genome.</summary>
/// <param name="Sequence">Place in the search, from 0.</param>
/// <param name="Generation">Generation, from 0.</param>
/// <param name="Drawn">Values in gene order as the operators drew them.</param>
/// <param name="Genome">The same after repair: what was evaluated.</param>
/// <param name="Measurement">What was measured.</param>
/// <param name="Cost">What it costs.</param>
/// <param name="Violation">Sum of relative excesses over the limits; 0 is feasible.</param>
/// <param name="Violations">The same as sentences.</param>
public sealed record SearchEvaluation(
    int Sequence,
    int Generation,
    IReadOnlyList<int> Drawn,
    IReadOnlyList<int> Genome,
    Measurement Measurement,
    PlatformCost Cost,
    double Violation,
    IReadOnlyList<string> Violations);
