namespace Edge.Runtime.Recognition;

/// <summary>What a shadow pass found. Only frames of speech count: in silence nothing diverges, and it would excuse what speech does not.</summary>
/// <param name="Frames">Frames compared in which the shadow's best phone is not silence.</param>
/// <param name="DivergenceBits">Sum over these frames of the Kullback-Leibler divergence from the shadow's posteriors, bits.</param>
/// <param name="Disagreements">Frames of these whose best phone differs.</param>
public readonly record struct ShadowFigures(long Frames, double DivergenceBits, long Disagreements);
