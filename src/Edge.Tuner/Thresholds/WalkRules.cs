namespace Edge.Tuner.Thresholds;

/// <summary>How thresholds are walked.</summary>
/// <param name="FramesToJudge">Frames of speech that the shadow pass must have compared before thresholds are judged, at least 1.</param>
/// <param name="Headroom">Share of the budget up to which a threshold is raised, above 0, at most 1; between it and the budget nothing moves.</param>
/// <param name="Rest">Judgements for which a layer whose threshold was lowered is not raised, at least 1; twice as many every time it happens again,</param>
/// <param name="LongestRest">and at most so many.</param>
public sealed record WalkRules(int FramesToJudge = 300, double Headroom = 0.8, int Rest = 4, int LongestRest = 64);
