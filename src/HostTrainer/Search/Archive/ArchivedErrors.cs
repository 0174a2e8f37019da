namespace HostTrainer.Search.Archive;

/// <summary>The measured part of an archived evaluation; everything else follows from the run's settings.</summary>
/// <param name="Sequence">Place in the search, from 0.</param>
/// <param name="Genome">Bits in gene order, separated by blanks.</param>
/// <param name="SubsetErrors">Errors in percent; empty when not measured.</param>
public sealed record ArchivedErrors(int Sequence, string Genome, IReadOnlyList<double> SubsetErrors);
