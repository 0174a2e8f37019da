using Agent.Bench;

namespace Bench.Peers;

/// <summary>What <c>eng/bench-peers --json</c> prints.</summary>
/// <param name="Schema">1.</param>
/// <param name="Environment">Where it was measured.</param>
/// <param name="Ratios">Medians by name; above 1 the first of the name is the faster one.</param>
internal sealed record PeerDocument(int Schema, BenchEnvironment Environment, IReadOnlyDictionary<string, double> Ratios);
