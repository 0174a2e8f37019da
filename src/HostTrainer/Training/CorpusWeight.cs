namespace HostTrainer.Training;

/// <summary>A training corpus and its share of every epoch.</summary>
/// <param name="Directory">A corpus in TIMIT layout.</param>
/// <param name="Weight">How often each utterance is taken per epoch, on average; above 0, at most 100.</param>
public sealed record CorpusWeight(string Directory, double Weight);
