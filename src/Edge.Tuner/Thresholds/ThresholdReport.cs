using Edge.Telemetry.Contracts;

namespace Edge.Tuner.Thresholds;

/// <summary>Thresholds that a device trusts from now on.</summary>
/// <param name="PlanVersion">The plan they belong to.</param>
/// <param name="Thresholds">One entry per tunable layer, in data-path order.</param>
/// <param name="DivergenceBits">Mean divergence that was measured, bits per frame of speech: with these thresholds, or above the budget with higher ones.</param>
/// <param name="UpdatedFraction">Mean share of inputs that the tuned layers transmitted in the window that decided, 0 to 1.</param>
/// <param name="Sentence">The same for people, with what follows.</param>
public sealed record ThresholdReport(
    long PlanVersion, IReadOnlyList<LayerThreshold> Thresholds, double DivergenceBits, double UpdatedFraction, string Sentence);
