namespace Edge.Tuner.Thresholds;

/// <summary>What a shadow pass found in one window.</summary>
/// <param name="PlanVersion">Version of the plan that ran during the whole window, 0 for the factory plan.</param>
/// <param name="Thresholds">Thresholds that were in force, per layer of the plan; null for a dense layer.</param>
/// <param name="Frames">Frames of speech compared.</param>
/// <param name="DivergenceBits">Sum of their divergence from the plan without thresholds, bits.</param>
/// <param name="UpdatedFractions">Share of inputs transmitted in the window, per layer of the plan, 0 to 1.</param>
public sealed record ShadowSample(
    long PlanVersion, IReadOnlyList<int?> Thresholds, long Frames, double DivergenceBits, IReadOnlyList<double> UpdatedFractions);
