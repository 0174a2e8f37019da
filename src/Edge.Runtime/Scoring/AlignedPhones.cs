namespace Edge.Runtime.Scoring;

/// <summary>One step of an alignment: a match, a substitution, a deletion or an insertion.</summary>
/// <param name="Reference">What was said; null for an insertion.</param>
/// <param name="Hypothesis">What was recognised; null for a deletion.</param>
public readonly record struct AlignedPhones(string? Reference, string? Hypothesis);
