using Edge.Runtime.Model;
using Edge.Telemetry.Energy;

namespace Edge.Telemetry.Platforms;

/// <summary>
/// Cycles of a fusion array that streams every weight through its buffers once per inference step (one frame is one batch, and no network of
/// interest fits the weight buffer). Outputs are computed in blocks as large as half the output buffer, so sums never leave it unfinished;
/// inputs are loaded again per block only when they do not fit half the input buffer. Speed-up is over 16 x 16 bits on the same array.
/// </summary>
/// <param name="platform">The array, its buffers and its memory interface.</param>
/// <param name="sramLimitMiB">Largest size, MiB; null for no limit.</param>
public sealed class CycleCostModel(PlatformCycles platform, double? sramLimitMiB = null) : ICostModel
{
    private const int WideBits = 16;
    private const double MicrosecondsPerSecond = 1e6;

    /// <inheritdoc/>
    public string Name => platform.Name;

    /// <inheritdoc/>
    public bool SharedPrecision => false;

    /// <inheritdoc/>
    public EnergyTier? EnergyTier => null;

    /// <inheritdoc/>
    public IReadOnlyList<int> SupportedBits => BitWidths.All;

    /// <inheritdoc/>
    public PlatformCost Evaluate(Workload workload, IReadOnlyList<LayerPrecision> layers, IReadOnlyList<double>? updatedFractions = null)
    {
        PlanCost plan = new(workload, layers);
        long cycles = 0;
        long baseline = 0;
        foreach ((WorkloadLayer work, LayerPrecision layer) in workload.Layers.Zip(layers))
        {
            if (work.Weights > 0 && !work.HasShape)
            {
                plan.Refuse($"{work.Name}: {Name} counts cycles by rows and columns, which the topology does not give");
                continue;
            }

            cycles += Products(work, layer.WeightBits, layer.ActivationBits).Sum(p => p.Total);
            baseline += Products(work, WideBits, WideBits).Sum(p => p.Total);
        }

        double speedup = cycles > 0 ? (double)baseline / cycles : 0;
        return plan.Finish(speedup, energyMicrojoule: null, cycles * MicrosecondsPerSecond / platform.FrequencyHertz, sramLimitMiB);
    }

    /// <summary>Cycles of one product, repeated with the same weights.</summary>
    /// <param name="rows">Outputs; 0 for no work.</param>
    /// <param name="columns">Inputs; 0 for no work.</param>
    /// <param name="repeats">Input vectors per step, for instance two directions, at least 1.</param>
    /// <param name="weightBits">2, 4, 8 or 16.</param>
    /// <param name="activationBits">2, 4, 8 or 16.</param>
    public LayerCycles Product(long rows, long columns, long repeats, int weightBits, int activationBits)
    {
        if (rows == 0 || columns == 0)
        {
            return LayerCycles.None;
        }

        FusionArray array = platform.Array;
        long steps = Ceiling(rows, array.OutputLanes) * Ceiling(columns, (long)array.InputLanes * array.ProductsPerUnit(weightBits, activationBits));
        long weights = rows * columns * weightBits;
        long inputs = repeats * columns * activationBits;
        long loads = inputs <= Half(platform.Buffers.InputBytes) ? 1 : Ceiling(rows, OutputBlock);
        long outputs = repeats * rows * platform.AccumulatorBits;
        return new LayerCycles(
            repeats * steps * array.Passes(weightBits, activationBits),
            Ceiling(weights + (loads * inputs) + outputs, platform.MemoryBitsPerCycle),
            Ceiling(weights, Half(platform.Buffers.WeightBytes)),
            loads,
            array.FillCycles);
    }

    private long OutputBlock => Half(platform.Buffers.OutputBytes) / platform.AccumulatorBits / platform.Array.OutputLanes * platform.Array.OutputLanes;

    /// <summary>A layer's product, and apart from it the rows that stay at 16 bits.</summary>
    private IEnumerable<LayerCycles> Products(WorkloadLayer work, int weightBits, int activationBits)
    {
        long wide = (long)Math.Round(work.Rows * work.WideMacShare, MidpointRounding.AwayFromZero);
        long repeats = work.Weights > 0 ? work.Macs / work.Weights : 1;
        yield return Product(work.Rows - wide, work.Columns, repeats, weightBits, activationBits);
        yield return Product(wide, work.Columns, repeats, WideBits, WideBits);
    }

    private static long Half(long bytes) => bytes * 8 / 2;

    private static long Ceiling(long value, long divisor) => (value + divisor - 1) / divisor;
}
