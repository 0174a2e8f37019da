namespace Edge.Tuner.Watching;

/// <summary>The decision on a trial and what it rests on.</summary>
/// <param name="Outcome">What to do.</param>
/// <param name="Evidence">Every judged metric with trial value, baseline and bound, in words; broken bounds first.</param>
public sealed record TrialVerdict(TrialOutcome Outcome, string Evidence);
