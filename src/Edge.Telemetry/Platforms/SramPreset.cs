namespace Edge.Telemetry.Platforms;

/// <summary>The on-chip memory a platform was given for one topology.</summary>
/// <param name="Topology">Name of a workload, such as <c>sru4-paper</c>.</param>
/// <param name="LimitMiB">Largest size of all weights and vectors, MiB, above 0.</param>
public sealed record SramPreset(string Topology, double LimitMiB);
