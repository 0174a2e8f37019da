using Edge.Runtime.Features;
using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

using HostTrainer.Training;
using HostTrainer.Training.Checkpoints;
using HostTrainer.Training.Network;

namespace HostTrainer.Quantization;

/// <summary>
/// Measures a float network on calibration speech and chooses every number format of the integer engine from it.
/// </summary>
internal static class Calibrator
{
    // Room for speech louder or stranger than the calibration set: half as much again as the largest value seen.
    private const double Headroom = 1.5;

    /// <summary>Runs the calibration utterances and derives the record.</summary>
    /// <param name="model">The trained network.</param>
    /// <param name="utterances">Network inputs, [frame x input], as the front end gives them.</param>
    public static CalibrationRecord Run(FloatModel model, IEnumerable<float[]> utterances)
    {
        using FloatNetwork network = new(model);
        return Run(model, network, utterances);
    }

    /// <summary>Derives the record from what another form of the network computes, such as the one with quantised weights.</summary>
    /// <param name="model">Whose weights are put into 16-bit formats.</param>
    /// <param name="network">Computes the activations.</param>
    /// <param name="utterances">Network inputs, [frame x input], as the front end gives them.</param>
    public static CalibrationRecord Run(FloatModel model, FloatNetwork network, IEnumerable<float[]> utterances)
    {
        ActivationStatistics statistics = new(model.Topology);
        foreach (float[] inputs in utterances)
        {
            network.Forward(inputs, inputs.Length / model.Topology.InputSize);
            Observe(network, statistics);
        }

        return Derive(model, statistics);
    }

    private static void Observe(FloatNetwork network, ActivationStatistics statistics)
    {
        foreach ((int index, MatrixShape shape) in network.Topology.Matrices().Index())
        {
            statistics.AddInput(index, network.InputOf(shape));
        }

        for (int layer = 0; layer < network.Topology.Layers; layer++)
        {
            StateObserver.Observe(network.Topology, network.ActivationsOf(layer), statistics);
        }
    }

    private static CalibrationRecord Derive(FloatModel model, ActivationStatistics statistics)
    {
        NetworkTopology topology = model.Topology;
        ParameterLayout layout = new(topology);
        CellCalibration[] cells = [.. Enumerable.Range(0, topology.Layers).Select(l => Cell(model, layout, l, statistics.StateRange[l] * Headroom))];
        List<LayerCalibration> layers = [];
        foreach ((int i, MatrixShape shape) in topology.Matrices().Index())
        {
            bool fedByProjection = shape.Role == MatrixRole.Input && shape.Source >= 0 && !topology.IsGated;
            int activationBits = fedByProjection ? FixedPointFormat.FractionBits(statistics.InputRange[i] * Headroom)
                : shape.Source < 0 ? StreamNormalizer.FractionBits
                : CellFormats.Output(topology.Cell, cells[shape.Source]);
            int weightBits = FixedPointFormat.FractionBits(Largest(model, layout[$"{shape.Name}.weight"]));
            layers.Add(new LayerCalibration(
                shape.Name, weightBits, activationBits, statistics.Clip(i, 2), statistics.Clip(i, 4), statistics.Clip(i, 8)));
        }

        return new CalibrationRecord(layers, cells, FixedPointFormat.FractionBits(Largest(model, layout["FC.bias"])));
    }

    private static CellCalibration Cell(FloatModel model, ParameterLayout layout, int layer, double range)
    {
        int state = FixedPointFormat.FractionBits(range);
        return model.Topology.Cell switch
        {
            CellKind.Sru => new(
                state, Math.Max(FixedPointFormat.FractionBits(Largest(model, layout[$"L{layer}.recurrent"])), GateSigmoid.InputFractionBits - state)),
            CellKind.Lstm => new(Math.Min(state, CellFormats.UnitFractionBits), 0),
            CellKind.Gru => new(CellFormats.UnitFractionBits, 0),
            _ => new(state, 0),
        };
    }

    private static double Largest(FloatModel model, ParameterSegment segment)
    {
        double largest = 0;
        foreach (float value in model.Parameters.Span.Slice(segment.Offset, segment.Length))
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
