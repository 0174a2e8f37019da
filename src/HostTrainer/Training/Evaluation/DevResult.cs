using Edge.Runtime.Scoring;

using HostTrainer.Training.Losses;

namespace HostTrainer.Training.Evaluation;

/// <summary>Result on one development corpus.</summary>
/// <param name="Frames">Loss and frame errors.</param>
/// <param name="Phones">Phone errors, silence not counted.</param>
public readonly record struct DevResult(LossTally Frames, ErrorCounts Phones);
