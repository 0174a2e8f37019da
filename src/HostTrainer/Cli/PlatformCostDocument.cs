using Edge.Telemetry.Energy;
using Edge.Telemetry.Platforms;

namespace HostTrainer.Cli;

/// <summary>What <c>mohaq platform cost --json</c> prints; members as in <see cref="PlatformCost"/>.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Weights">Weights of all layers.</param>
/// <param name="Macs">Multiply-accumulates of all layers.</param>
/// <param name="SizeMiB">Size, MiB.</param>
/// <param name="Compression">Size at 32 bits over size.</param>
/// <param name="Speedup">Over the 16 x 16 bit baseline, or null.</param>
/// <param name="EnergyMicrojoule">Energy per step, uJ, or null.</param>
/// <param name="Feasible">True when there are no violations.</param>
/// <param name="Violations">What the platform cannot do.</param>
/// <param name="EnergyTier">How the energy comes about, or null.</param>
/// <param name="Microseconds">Time per step, us, or null where the platform tells only ratios.</param>
/// <param name="Accounting">How the figures above are counted.</param>
/// <param name="Differences">Figures that the two ways of counting tell differently, by member name.</param>
public sealed record PlatformCostDocument(
    int Schema,
    long Weights,
    long Macs,
    double SizeMiB,
    double Compression,
    double? Speedup,
    double? EnergyMicrojoule,
    bool Feasible,
    IReadOnlyList<string> Violations,
    EnergyTier? EnergyTier,
    double? Microseconds,
    CostAccounting Accounting,
    IReadOnlyDictionary<string, AccountedFigure> Differences)
{
    /// <summary>The document of one plan's cost.</summary>
    /// <param name="paper">As published.</param>
    /// <param name="corrected">Exact.</param>
    /// <param name="accounting">Which of the two is asked for.</param>
    /// <param name="tier">How energies come about.</param>
    public static PlatformCostDocument Of(PlatformCost paper, PlatformCost corrected, CostAccounting accounting, EnergyTier? tier)
    {
        PlatformCost cost = accounting == CostAccounting.Paper ? paper : corrected;
        return new(
            1,
            cost.Weights,
            cost.Macs,
            cost.SizeMiB,
            cost.Compression,
            cost.Speedup,
            cost.EnergyMicrojoule,
            cost.Feasible,
            cost.Violations,
            tier,
            cost.Microseconds,
            accounting,
            AccountedFigure.Differences(paper, corrected));
    }
}
