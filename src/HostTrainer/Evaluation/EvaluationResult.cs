using Edge.Runtime.Scoring;

namespace HostTrainer.Evaluation;

/// <summary>How well a plan, or the float master, recognises a corpus.</summary>
/// <param name="Report">Errors in total, per speaker, and confusions.</param>
/// <param name="Frames">Output frames, those of the output delay included.</param>
/// <param name="EntropyBits">Mean entropy of the posteriors, bits per frame.</param>
/// <param name="PosteriorHash">
/// SHA-256 over the SHA-256 of every utterance's log posteriors (int32, little-endian), in the corpus' order.
/// </param>
/// <param name="UpdatedFraction">Share of inputs that were transmitted, per matrix in data-path order; empty for floats.</param>
public sealed record EvaluationResult(PhoneErrorReport Report, long Frames, double EntropyBits, string PosteriorHash, IReadOnlyList<double> UpdatedFraction);
