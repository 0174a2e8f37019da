namespace Edge.Runtime.Scoring;

/// <summary>How often one phone was taken for another, missed, or inserted.</summary>
/// <param name="Reference">What was said; null for an insertion.</param>
/// <param name="Hypothesis">What was recognised; null for a deletion.</param>
/// <param name="Count">How often.</param>
public sealed record PhoneConfusion(string? Reference, string? Hypothesis, long Count);
