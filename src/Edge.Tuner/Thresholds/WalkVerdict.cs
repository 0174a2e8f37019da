namespace Edge.Tuner.Thresholds;

/// <summary>A judgement of the thresholds in force.</summary>
/// <param name="DivergenceBits">Mean divergence, bits per frame of speech.</param>
/// <param name="Move">What follows.</param>
/// <param name="TrustChanged">Whether <see cref="ThresholdWalk.Trusted"/> is another set than before.</param>
public sealed record WalkVerdict(double DivergenceBits, WalkMove Move, bool TrustChanged);
