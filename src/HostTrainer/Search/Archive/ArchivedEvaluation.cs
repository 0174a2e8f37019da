using HostTrainer.Search.Evaluation;

namespace HostTrainer.Search.Archive;

/// <summary>An archived evaluation as it was measured; everything else follows from the run's settings.</summary>
/// <param name="Sequence">Place in the search, from 0.</param>
/// <param name="Generation">Generation, from 0.</param>
/// <param name="Genome">Values in gene order, separated by blanks.</param>
/// <param name="Measurement">What was measured.</param>
public sealed record ArchivedEvaluation(int Sequence, int Generation, string Genome, Measurement Measurement);
