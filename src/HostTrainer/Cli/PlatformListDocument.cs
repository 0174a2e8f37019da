using Edge.Telemetry.Platforms;

namespace HostTrainer.Cli;

/// <summary>What <c>mohaq platform list --json</c> prints.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Platforms">The platforms as their files describe them.</param>
/// <param name="Topologies">Names for <c>--topology</c>.</param>
public sealed record PlatformListDocument(int Schema, IReadOnlyList<PlatformDescription> Platforms, IReadOnlyList<string> Topologies);
