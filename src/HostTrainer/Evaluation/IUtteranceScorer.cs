namespace HostTrainer.Evaluation;

/// <summary>Computes the log posteriors of utterances, one at a time: the integer engine or the float master. One per thread.</summary>
internal interface IUtteranceScorer
{
    /// <summary>Log posteriors of a whole utterance, [frame x phone], LogProbability format, output delay still in.</summary>
    /// <param name="features">Network inputs, [frame x input].</param>
    int[] LogPosteriors(short[] features);
}
