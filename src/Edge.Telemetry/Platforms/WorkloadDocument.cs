namespace Edge.Telemetry.Platforms;

/// <summary>A workload file that lists its products one by one.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Name">Name of the topology.</param>
/// <param name="Layers">Products in data-path order, 1 to 64.</param>
/// <param name="VectorElements">Elements that stay at 16 bits.</param>
/// <param name="TotalOperations">Denominator of the speed-up; null for the sum of all multiply-accumulates.</param>
/// <param name="Fp32MiB">Numerator of the compression, MiB; null for the exact size at 32 bits.</param>
internal sealed record WorkloadDocument(
    int Schema,
    string Name,
    IReadOnlyList<WorkloadLayer> Layers,
    long VectorElements = 0,
    long? TotalOperations = null,
    double? Fp32MiB = null);
