namespace Conformance.Golden;

/// <summary>What a committed small network of one gated cell must compute.</summary>
/// <param name="Model">SHA-256 that its file states.</param>
/// <param name="Streams">Hashes of its posteriors on the synthetic sound, by plan.</param>
/// <param name="Bidirectional">Hashes of the posteriors of the bidirectional network of that cell, by plan.</param>
internal sealed record GoldenCell(string Model, IReadOnlyDictionary<string, string> Streams, IReadOnlyDictionary<string, string> Bidirectional);
