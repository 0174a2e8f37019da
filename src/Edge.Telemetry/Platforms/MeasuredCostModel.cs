using Edge.Runtime.Model;
using Edge.Telemetry.Energy;

namespace Edge.Telemetry.Platforms;

/// <summary>
/// Time of a step on a measured device as the sum of <see cref="MeasuredTerms"/>; speed-up is over dense 16 x 16 bits on the same device, energy is
/// power times time. Layers that skip unchanged inputs take the search for changes and what the changed inputs take, or a dense product where the device does one.
/// </summary>
/// <param name="platform">The terms.</param>
/// <param name="sramLimitMiB">Largest size, MiB; null for no limit.</param>
public sealed class MeasuredCostModel(PlatformMeasured platform, double? sramLimitMiB = null) : ICostModel
{
    private const int WideBits = 16;
    private const int BitsPerByte = 8;
    private const double NanosecondsPerMicrosecond = 1000;

    /// <inheritdoc/>
    public string Name => platform.Name;

    /// <inheritdoc/>
    public bool SharedPrecision => false;

    /// <inheritdoc/>
    public EnergyTier? EnergyTier => platform.Energy?.Tier;

    /// <inheritdoc/>
    public IReadOnlyList<int> SupportedBits => BitWidths.All;

    /// <inheritdoc/>
    public PlatformCost Evaluate(Workload workload, IReadOnlyList<LayerPrecision> layers, IReadOnlyList<double>? updatedFractions = null)
    {
        if (updatedFractions is not null && updatedFractions.Count != layers.Count)
        {
            throw new ArgumentException($"{updatedFractions.Count} updated fractions for {layers.Count} layers", nameof(updatedFractions));
        }

        PlanCost plan = new(workload, layers);
        foreach (WorkloadLayer work in workload.Layers.Where(l => l.Weights > 0 && !l.HasShape))
        {
            plan.Refuse($"{work.Name}: {Name} was measured by rows and columns, which the topology does not give");
        }

        double time = Step(platform.Terms, workload, layers, updatedFractions);
        double speedup = time > 0 ? Step(platform.Terms, workload, [.. layers.Select(Baseline)], null) / time : 0;
        return plan.Finish(speedup, platform.Energy?.Watts * time, time, sramLimitMiB);
    }

    /// <summary>Time of a step, us.</summary>
    /// <param name="terms">The device.</param>
    /// <param name="workload">The network; layers without rows and columns take no time.</param>
    /// <param name="layers">Its plan.</param>
    /// <param name="updatedFractions">Share of its inputs that each layer transmits; null for all.</param>
    public static double Step(MeasuredTerms terms, Workload workload, IReadOnlyList<LayerPrecision> layers, IReadOnlyList<double>? updatedFractions)
    {
        double bytes = workload.Layers.Zip(layers, (work, layer) => work.StoredBits(layer.WeightBits)).Sum() / BitsPerByte;
        double far = terms.FarShare(bytes);
        double time = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            WorkloadLayer work = workload.Layers[i];
            if (work.HasShape)
            {
                time += Product(terms, work, layers[i], updatedFractions?[i] ?? 1, far) + (terms.StepOutputNanoseconds * Outputs(work) / NanosecondsPerMicrosecond);
            }
        }

        return time;
    }

    /// <summary>Time of a product, us.</summary>
    /// <param name="terms">The device.</param>
    /// <param name="work">The layer, with rows and columns.</param>
    /// <param name="layer">Its precision; a delta threshold means that unchanged inputs are skipped.</param>
    /// <param name="updatedFraction">Share of inputs that changed, 0 to 1.</param>
    /// <param name="farShare">Share of the weights from beyond the near caches (<see cref="MeasuredTerms.FarShare(double)"/>).</param>
    public static double Product(MeasuredTerms terms, WorkloadLayer work, LayerPrecision layer, double updatedFraction, double farShare)
    {
        double product = Narrow(terms, work, layer, updatedFraction, farShare);
        double wide = work.WideMacShare;
        double mixed = wide == 0 ? product : (product * (1 - wide)) + (Dense(terms, work, WideBits, WideBits, farShare) * wide);
        return (terms.LayerNanoseconds + mixed) / NanosecondsPerMicrosecond;
    }

    private static LayerPrecision Baseline(LayerPrecision layer) => new(layer.Name, WideBits, WideBits);

    private static double Narrow(MeasuredTerms terms, WorkloadLayer work, LayerPrecision layer, double updatedFraction, double farShare)
    {
        double dense = Dense(terms, work, layer.WeightBits, layer.ActivationBits, farShare);
        if (layer.DeltaThreshold is null || terms.Skipping is not { } skipping)
        {
            return dense;
        }

        double search = (skipping.OutputNanoseconds * Outputs(work)) + (skipping.InputNanoseconds * Inputs(work));
        MeasuredPrecision precision = terms.Of(layer.WeightBits, layer.ActivationBits);
        if (precision.ChangedMacNanoseconds is not double changedMac || updatedFraction > precision.DenseAbove)
        {
            return search + dense;
        }

        double changes = (skipping.ChangedInputNanoseconds * Inputs(work)) + (changedMac * work.Macs) + Fetch(terms, work, layer.WeightBits, farShare);
        return search + (updatedFraction * changes);
    }

    private static double Dense(MeasuredTerms terms, WorkloadLayer work, int weightBits, int activationBits, double farShare)
    {
        MeasuredActivation activation = terms.Of(activationBits);
        return (activation.OutputNanoseconds * Outputs(work))
            + (activation.InputNanoseconds * Inputs(work))
            + (terms.Of(weightBits, activationBits).MacNanoseconds * work.Macs)
            + Fetch(terms, work, weightBits, farShare);
    }

    private static double Fetch(MeasuredTerms terms, WorkloadLayer work, int weightBits, double farShare) =>
        farShare * terms.FarByteNanoseconds * work.Weights * weightBits / BitsPerByte;

    // Of all vectors of a step that pass through the matrix: two for two directions.
    private static double Outputs(WorkloadLayer work) => (double)work.Macs / work.Columns;

    private static double Inputs(WorkloadLayer work) => (double)work.Macs / work.Rows;
}
