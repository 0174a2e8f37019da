using Agent.Recognition;

using Edge.Runtime.Cells;
using Edge.Runtime.Model;
using Edge.Telemetry.Energy;
using Edge.Telemetry.Platforms;

namespace Agent.Plans;

/// <summary>Makes networks from the 16-bit master, warmed up so that their first frame already runs at full speed.</summary>
public sealed class NetworkFactory(RecognizerModel model, IReadOnlyList<PlatformTable> platforms)
{
    private const int WarmUpFrames = 50;

    private readonly PackedMatrixCache _matrices = new(model);
    private readonly Workload _workload = Workload.Of("model", model.Topology);

    /// <summary>The model.</summary>
    public RecognizerModel Model => model;

    /// <summary>Quantises the master for a plan; takes up to seconds.</summary>
    /// <param name="plan">Precisions.</param>
    /// <param name="version">Plan version.</param>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">The plan is not for this model.</exception>
    public RunningNetwork Make(PrecisionPlan plan, long version)
    {
        QuantizedNetwork network = new(model, plan, cache: _matrices);
        WarmUp(network);
        return new RunningNetwork(version, network, PlanSize.Of(model.Topology, plan).Total, [.. Meters(plan)]);
    }

    private static void WarmUp(QuantizedNetwork network)
    {
        StreamingSru stream = new(network);
        short[] silence = new short[network.Model.Topology.InputSize];
        int[] logPosteriors = new int[network.Model.Topology.Outputs];
        for (int i = 0; i < WarmUpFrames; i++)
        {
            stream.Step(silence, logPosteriors);
        }
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
