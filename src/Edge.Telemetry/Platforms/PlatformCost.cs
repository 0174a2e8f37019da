namespace Edge.Telemetry.Platforms;

/// <summary>What one precision plan costs on one platform, per inference step.</summary>
/// <param name="Weights">Weights of all layers.</param>
/// <param name="Macs">Multiply-accumulates of all layers.</param>
/// <param name="SizeMiB">All weights and 16-bit vectors, MiB.</param>
/// <param name="Compression">Size at 32 bits over <paramref name="SizeMiB"/>; 0 when nothing is stored.</param>
/// <param name="Speedup">Over the platform's 16 x 16 bit baseline; null when a layer's precision is not computed by the platform.</param>
/// <param name="EnergyMicrojoule">Energy of the model's tier, uJ; null where the platform has no energies or does not compute a precision.</param>
/// <param name="Feasible">True when there are no violations.</param>
/// <param name="Violations">Sentences: unsupported precisions, memory exceeded.</param>
/// <param name="Microseconds">Time of the step, us; null where the platform tells only ratios.</param>
public sealed record PlatformCost(
    long Weights,
    long Macs,
    double SizeMiB,
    double Compression,
    double? Speedup,
    double? EnergyMicrojoule,
    bool Feasible,
    IReadOnlyList<string> Violations,
    double? Microseconds = null);
