namespace Edge.Telemetry.Contracts;

/// <summary>What a shadow pass without delta thresholds found in a window.</summary>
/// <param name="Frames">Frames of speech that were compared, at least 1.</param>
/// <param name="DivergenceBits">Mean Kullback-Leibler divergence of these frames, bits.</param>
/// <param name="Disagreement">Share of these frames with another best phone, 0 to 1.</param>
public sealed record ShadowActivity(long Frames, double DivergenceBits, double Disagreement)
{
    internal string? Problem() =>
        PayloadRules.NotNegative("shadow.frames", Frames)
        ?? PayloadRules.NotNegative("shadow.divergenceBits", DivergenceBits)
        ?? PayloadRules.Fraction("shadow.disagreement", Disagreement);
}
