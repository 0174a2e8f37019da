namespace HostTrainer.Search.Evaluation;

/// <summary>One genome of a generation whose error is wanted.</summary>
/// <param name="Sequence">Its place in the search, from 0.</param>
/// <param name="Genome">Values in gene order, repaired.</param>
/// <param name="Archived">What the archive already holds of it, or null: then it is to be measured and kept.</param>
/// <param name="ArchivedBaseErrors">Base errors kept before by <see cref="IGenerationJournal.KeepBase"/>, percent; empty without.</param>
public sealed record PendingEvaluation(
    int Sequence, IReadOnlyList<int> Genome, Measurement? Archived, IReadOnlyList<double> ArchivedBaseErrors);
