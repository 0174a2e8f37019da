namespace Edge.Telemetry.Platforms;

/// <summary>One matrix-vector product of a workload.</summary>
/// <param name="Name">Layer name, such as <c>L0</c>, <c>Pr1</c>, <c>FC</c>.</param>
/// <param name="Weights">Weights stored, at least 0.</param>
/// <param name="Macs">Multiply-accumulates per inference step, at least 0.</param>
public sealed record WorkloadLayer(string Name, long Weights, long Macs);
