using HostTrainer.Training.Data;

namespace HostTrainer.Training.Evaluation;

/// <summary>A network's output for one utterance, ready for a decoder.</summary>
/// <param name="Utterance">The utterance.</param>
/// <param name="LogPosteriors">
/// Row-major [output frames + delay, classes] in <see cref="Edge.Runtime.Decoding.LogProbability"/> format, in output time: the first rows are
/// those before the delay has passed.
/// </param>
public sealed record UtterancePosteriors(SpeechUtterance Utterance, int[] LogPosteriors);
