namespace Conformance.Golden;

/// <summary>What one stream gave.</summary>
/// <param name="Posteriors">SHA-256 over the log posteriors, int32 little-endian, frame by frame, frames of the output delay included.</param>
/// <param name="Phones">SHA-256 over the final phones, a line "phone start end score" each.</param>
internal sealed record GoldenStream(string Posteriors, string Phones);
