using Edge.Runtime.Model;
using Edge.Telemetry.Energy;

namespace Edge.Telemetry.Platforms;

/// <summary>
/// The cost model of MOHAQ, driven by a platform's table: size is every weight at its bits plus vectors at 16;
/// speed-up is the mean of the layers' speed-ups weighted by their multiply-accumulates over all operations;
/// energy is every stored bit loaded once plus every multiply-accumulate. A path that stays at 16 bits counts as 16 x 16.
/// </summary>
/// <param name="platform">The table.</param>
/// <param name="sramLimitMiB">Largest size, MiB; null for no limit.</param>
public sealed class TableCostModel(PlatformTable platform, double? sramLimitMiB = null) : ICostModel
{
    private const int WideBits = 16;
    private const double PicojoulePerMicrojoule = 1e6;

    /// <inheritdoc/>
    public string Name => platform.Name;

    /// <inheritdoc/>
    public bool SharedPrecision => platform.SharedPrecision;

    /// <inheritdoc/>
    public EnergyTier? EnergyTier => platform.SramPicojoulePerBit is null ? null : Energy.EnergyTier.Modelled;

    /// <inheritdoc/>
    public IReadOnlyList<int> SupportedBits { get; } =
        [.. platform.Precisions.SelectMany(p => new[] { p.WeightBits, p.ActivationBits }).Distinct().Order()];

    /// <inheritdoc/>
    public PlatformCost Evaluate(Workload workload, IReadOnlyList<LayerPrecision> layers, IReadOnlyList<double>? updatedFractions = null)
    {
        PlanCost plan = new(workload, layers);
        double fasterMacs = 0;
        double macPicojoule = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            WorkloadLayer work = workload.Layers[i];
            if (Mixed(layers[i], work, plan) is not { } cost)
            {
                continue;
            }

            fasterMacs += (work.OperationShare * workload.TotalOperations ?? work.Macs) * cost.Speedup;
            macPicojoule += work.Macs * (cost.MacPicojoule ?? 0);
        }

        double? energy = platform.SramPicojoulePerBit is double perBit ? ((perBit * plan.StoredBits) + macPicojoule) / PicojoulePerMicrojoule : null;
        double speedup = (workload.TotalOperations > 0 ? fasterMacs / workload.TotalOperations : 0) + workload.ElementwiseShare;
        return plan.Finish(speedup, energy, microseconds: null, sramLimitMiB);
    }

    /// <summary>Mean cost of a layer's products, or null after refusing one of their precisions.</summary>
    private PrecisionCost? Mixed(LayerPrecision layer, WorkloadLayer work, PlanCost plan)
    {
        PrecisionCost? narrow = platform.Find(layer.WeightBits, layer.ActivationBits);
        PrecisionCost? wide = work.WideMacShare > 0 ? platform.Find(WideBits, WideBits) : narrow;
        if (narrow is null || wide is null)
        {
            plan.Refuse(narrow is null ? Unsupported(layer) : $"{layer.Name}: {platform.Name} does not compute the path that stays at 16 bits");
            return null;
        }

        double share = work.WideMacShare;
        return share == 0
            ? narrow
            : narrow with
            {
                Speedup = (narrow.Speedup * (1 - share)) + (wide.Speedup * share),
                MacPicojoule = (narrow.MacPicojoule * (1 - share)) + (wide.MacPicojoule * share),
            };
    }

    private string Unsupported(LayerPrecision layer) =>
        platform.SharedPrecision && layer.WeightBits != layer.ActivationBits
            ? $"{layer.Name}: {platform.Name} needs the same bits for weights and activations, not {layer.WeightBits} x {layer.ActivationBits}"
            : $"{layer.Name}: {platform.Name} does not compute {layer.WeightBits} x {layer.ActivationBits} bits";
}
