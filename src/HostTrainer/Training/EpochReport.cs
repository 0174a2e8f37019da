using HostTrainer.Training.Evaluation;
using HostTrainer.Training.Losses;

namespace HostTrainer.Training;

/// <summary>What one epoch came to.</summary>
/// <param name="Epoch">Epoch, from 0.</param>
/// <param name="Train">Sums over varied training data, with dropout.</param>
/// <param name="Dev">Results on the development corpora, in the order of the options.</param>
/// <param name="Error">Mean phone error rate over the development corpora.</param>
/// <param name="Best">Whether it is the best so far.</param>
/// <param name="LearningRate">Rate at the end of the epoch.</param>
/// <param name="GradientNorm">Mean norm of the gradient before clipping.</param>
/// <param name="Elapsed">Time since the run was started or resumed.</param>
public sealed record EpochReport(
    int Epoch, LossTally Train, IReadOnlyList<DevResult> Dev, double Error, bool Best, double LearningRate, double GradientNorm, TimeSpan Elapsed);
