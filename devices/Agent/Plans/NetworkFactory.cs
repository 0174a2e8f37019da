using Agent.Recognition;

using Edge.Runtime.Model;
using Edge.Runtime.Recognition;
using Edge.Telemetry.Energy;
using Edge.Telemetry.Platforms;

namespace Agent.Plans;

/// <summary>Makes networks from the 16-bit master, with the whole recogniser warmed up, so that a first frame already runs at full speed.</summary>
public sealed class NetworkFactory(RecognizerModel model, IReadOnlyList<PlatformTable> platforms)
{
    private readonly PackedMatrixCache _matrices = new(model);
    private readonly Workload _workload = Workload.Of("model", model.Topology);
    private QuantizedNetwork? _dense;

    /// <summary>The model.</summary>
    public RecognizerModel Model => model;

    /// <summary>Quantises the master for a plan; takes up to seconds.</summary>
    /// <param name="plan">Precisions.</param>
    /// <param name="version">Plan version.</param>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">The plan is not for this model.</exception>
    public RunningNetwork Make(PrecisionPlan plan, long version)
    {
        QuantizedNetwork network = new(model, plan, cache: _matrices);
        RecognizerWarmUp.Warm(network);
        QuantizedNetwork? dense = plan.DivergenceBudget is null ? null : Dense(plan.Dense());
        return new RunningNetwork(version, network, PlanSize.Of(model.Topology, plan).Total, [.. Meters(plan)], dense);
    }

    /// <summary>The dense network made last serves again: thresholds change more often than bits.</summary>
    private QuantizedNetwork Dense(PrecisionPlan plan)
    {
        QuantizedNetwork? last = Volatile.Read(ref _dense);
        if (last is not null && last.Plan.Layers.SequenceEqual(plan.Layers) && last.Plan.PerMatrixScale == plan.PerMatrixScale)
        {
            return last;
        }

        QuantizedNetwork made = new(model, plan, cache: _matrices);
        RecognizerWarmUp.Warm(made);
        Volatile.Write(ref _dense, made);
        return made;
    }

    private IEnumerable<ModelledEnergyMeter> Meters(PrecisionPlan plan)
    {
        foreach (PlatformTable platform in platforms)
        {
            if (LayerEnergy.Of(platform, _workload, plan.Layers) is { } layers)
            {
                yield return new ModelledEnergyMeter(platform.Name, layers, LayerEnergy.OfVectors(platform, _workload));
            }
        }
    }
}
