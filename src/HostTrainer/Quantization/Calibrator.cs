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
            Observe(network, inputs, statistics);
        }

        return Derive(model, statistics);
    }

    private static void Observe(FloatNetwork network, float[] inputs, ActivationStatistics statistics)
    {
        NetworkTopology topology = network.Topology;
        statistics.AddInput(0, inputs);
        for (int layer = 0; layer < topology.Layers; layer++)
        {
            LayerActivations activations = network.ActivationsOf(layer);
            if (layer > 0)
            {
                statistics.AddInput(2 * layer, activations.Projected.Span);
            }

            statistics.AddInput((2 * layer) + 1, activations.Output.Span);
            statistics.AddState(layer, activations.Output.Span);
            statistics.AddState(layer, activations.Cell.Span);
            AddStateProducts(topology, activations, statistics);
        }
    }

    /// <summary>Adds candidates and, in layer 0, highway inputs: the sub-matrices that are kept in state format.</summary>
    private static void AddStateProducts(NetworkTopology topology, LayerActivations activations, ActivationStatistics statistics)
    {
        int subMatrices = NetworkTopology.SubMatrices(activations.Layer);
        Span<float> products = activations.Products.Span;
        for (int at = 0, block = 0; at < products.Length; at += topology.Hidden, block++)
        {
            if (block % subMatrices is 0 or 3)
            {
                statistics.AddState(activations.Layer, products.Slice(at, topology.Hidden));
            }
        }
    }

    private static CalibrationRecord Derive(FloatModel model, ActivationStatistics statistics)
    {
        ParameterLayout layout = new(model.Topology);
        int[] state = [.. statistics.StateRange.Select(r => FixedPointFormat.FractionBits(r * Headroom))];
        List<LayerCalibration> layers = [];
        IReadOnlyList<MatrixShape> shapes = model.Topology.Matrices();
        for (int i = 0; i < shapes.Count; i++)
        {
            bool fedByProjection = i > 0 && shapes[i].Role == MatrixRole.Input;
            int activationBits = i == 0 ? Edge.Runtime.Features.StreamNormalizer.FractionBits
                : fedByProjection ? FixedPointFormat.FractionBits(statistics.InputRange[i] * Headroom)
                : state[(i - 1) / 2];
            int weightBits = FixedPointFormat.FractionBits(Largest(model, layout[$"{shapes[i].Name}.weight"]));
            layers.Add(new LayerCalibration(
                shapes[i].Name, weightBits, activationBits, statistics.Clip(i, 2), statistics.Clip(i, 4), statistics.Clip(i, 8)));
        }

        IEnumerable<CellCalibration> cells = state.Select((bits, layer) => new CellCalibration(
            bits, Math.Max(FixedPointFormat.FractionBits(Largest(model, layout[$"L{layer}.recurrent"])), GateSigmoid.InputFractionBits - bits)));
        return new CalibrationRecord(layers, [.. cells], FixedPointFormat.FractionBits(Largest(model, layout["FC.bias"])));
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
