using Edge.Runtime.Model;
using Edge.Tuner.Watching;

namespace Edge.Tuner.Apply;

/// <summary>What a tuner must know about its device.</summary>
/// <param name="ModelHash">SHA-256 of the model the device runs; plans for another are refused.</param>
/// <param name="FactoryPlan">The plan in force while none was committed.</param>
/// <param name="Bounds">How much worse than the baseline a plan may be.</param>
/// <param name="MaxTrials">Trials of one plan that may end in a stop of the device before it is given up, at least 1.</param>
public sealed record DeviceTunerOptions(string ModelHash, PrecisionPlan FactoryPlan, TrialBounds Bounds, int MaxTrials = 3);
