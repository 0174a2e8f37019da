using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

namespace Bench;

/// <summary>
/// A streaming network of 2.3 million random weights: 64 inputs every 10 ms, 5 layers of 512 units with projections to 256, 144 outputs.
/// Speed does not depend on what the weights are, size and shape are those of a recogniser.
/// </summary>
internal static class BenchModel
{
    private const int WeightFractionBits = 14;
    private const int StateFractionBits = 11;
    private const int MelBands = 32;
    private const int Phones = 144;

    public static NetworkTopology Topology { get; } = new(
        InputSize: 2 * MelBands, Hidden: 512, Projection: 256, Layers: 5, Bidirectional: false, Outputs: Phones, OutputDelay: 0);

    /// <summary>The model of a seed.</summary>
    public static RecognizerModel Create(int seed)
    {
        Random random = new(seed);
        Dictionary<string, short[]> masters = [];
        foreach ((string name, int[] shape) in RecognizerModel.TensorShapes(Topology))
        {
            masters[name] = Tensor(random, name, shape);
        }

        CalibrationRecord calibration = new(
            [.. Topology.Matrices().Select((m, i) => new LayerCalibration(
                m.Name, WeightFractionBits, i == 0 ? StreamNormalizer.FractionBits : StateFractionBits, Clip2: 1.2, Clip4: 2.0, Clip8: 3.0))],
            [.. Enumerable.Repeat(new CellCalibration(StateFractionBits, WeightFractionBits), Topology.Layers)],
            OutputBiasFractionBits: WeightFractionBits);
        FeatureStatistics statistics = new([.. Enumerable.Repeat((short)4000, MelBands)], [.. Enumerable.Repeat((short)1500, MelBands)]);
        return new RecognizerModel(
            Topology,
            new FeatureOptions(MelBands, Stack: 2, Stride: 1),
            statistics,
            Decoder(),
            calibration,
            masters,
            new Dictionary<string, string> { ["seed"] = $"{seed}" },
            new string('0', 64));
    }

    // Weights are uniform with the variance that keeps the size of activations from layer to layer.
    private static short[] Tensor(Random random, string name, int[] shape)
    {
        bool weight = name.EndsWith("weight", StringComparison.Ordinal);
        bool gateBias = name.EndsWith("bias", StringComparison.Ordinal) && name[0] == 'L';
        double width = weight ? Math.Sqrt(3.0 / shape[1]) : 0.5;
        double unit = 1 << (gateBias ? GateSigmoid.InputFractionBits : WeightFractionBits);
        return [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => (short)(((2 * random.NextDouble()) - 1) * width * unit))];
    }

    private static DecoderModel Decoder()
    {
        int flat = -7 << LogProbability.FractionBits;
        return new DecoderModel(
            DecoderModel.CurrentSchema,
            [.. Enumerable.Range(0, Phones).Select(p => $"p{p}")],
            [.. Enumerable.Repeat(flat, Phones)],
            [.. Enumerable.Range(0, Phones + 1).Select(_ => Enumerable.Repeat(flat, Phones + 1).ToArray())],
            [.. Enumerable.Repeat(2, Phones)]);
    }
}
