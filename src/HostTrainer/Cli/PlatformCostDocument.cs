using Edge.Telemetry.Platforms;

namespace HostTrainer.Cli;

/// <summary>What <c>mohaq platform cost --json</c> prints; members as in <see cref="PlatformCost"/>.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Weights">Weights of all layers.</param>
/// <param name="Macs">Multiply-accumulates of all layers.</param>
/// <param name="SizeMiB">Size, MiB.</param>
/// <param name="Compression">Size at 32 bits over size.</param>
/// <param name="Speedup">Over the 16 x 16 bit baseline, or null.</param>
/// <param name="EnergyMicrojoule">Modelled energy per step, uJ, or null.</param>
/// <param name="Feasible">True when there are no violations.</param>
/// <param name="Violations">What the platform cannot do.</param>
public sealed record PlatformCostDocument(
    int Schema,
    long Weights,
    long Macs,
    double SizeMiB,
    double Compression,
    double? Speedup,
    double? EnergyMicrojoule,
    bool Feasible,
    IReadOnlyList<string> Violations)
{
    /// <summary>The document of one cost.</summary>
    public static PlatformCostDocument Of(PlatformCost cost) => new(
        1, cost.Weights, cost.Macs, cost.SizeMiB, cost.Compression, cost.Speedup, cost.EnergyMicrojoule, cost.Feasible, cost.Violations);
}
