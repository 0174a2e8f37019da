using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

namespace Bench;

/// <summary>
/// Streaming networks of about 2.3 million random weights: 64 inputs every 10 ms, 5 layers, of SRU 512 units with projections to 256, 144 outputs.
/// Speed does not depend on what the weights are, size and shape are those of a recogniser.
/// </summary>
internal static class BenchModel
{
    private const int WeightFractionBits = 14;
    private const int StateFractionBits = 11;
    private const int MelBands = 32;
    private const int Phones = 144;

    /// <summary>The SRU network.</summary>
    public static NetworkTopology Topology { get; } = TopologyOf(CellKind.Sru);

    /// <summary>The network of a cell, its units chosen for a size like the others'.</summary>
    public static NetworkTopology TopologyOf(CellKind cell) => cell switch
    {
        CellKind.Lstm => Gated(cell, units: 248),
        CellKind.Gru => Gated(cell, units: 288),
        CellKind.LiGru => Gated(cell, units: 352),
        _ => new(InputSize: 2 * MelBands, Hidden: 512, Projection: 256, Layers: 5, Bidirectional: false, Outputs: Phones, OutputDelay: 0),
    };

    /// <summary>The model of a seed.</summary>
    public static RecognizerModel Create(int seed, CellKind cell = CellKind.Sru)
    {
        Random random = new(seed);
        NetworkTopology topology = TopologyOf(cell);
        Dictionary<string, short[]> masters = [];
        foreach ((string name, int[] shape) in RecognizerModel.TensorShapes(topology))
        {
            masters[name] = Tensor(random, name, shape);
        }

        CellCalibration formats = new(cell == CellKind.Gru ? CellFormats.UnitFractionBits : StateFractionBits, cell == CellKind.Sru ? WeightFractionBits : 0);
        double range = cell is CellKind.Lstm or CellKind.Gru ? 0.4 : 1;
        CalibrationRecord calibration = new(
            [.. topology.Matrices().Select((m, i) => new LayerCalibration(
                m.Name, WeightFractionBits, i == 0 ? StreamNormalizer.FractionBits : CellFormats.Output(cell, formats), Clip2: 1.2 * range, Clip4: 2.0 * range, Clip8: 3.0 * range))],
            [.. Enumerable.Repeat(formats, topology.Layers)],
            OutputBiasFractionBits: WeightFractionBits);
        FeatureStatistics statistics = new([.. Enumerable.Repeat((short)4000, MelBands)], [.. Enumerable.Repeat((short)1500, MelBands)]);
        return new RecognizerModel(
            topology,
            new FeatureOptions(MelBands, Stack: 2, Stride: 1),
            statistics,
            Decoder(),
            calibration,
            masters,
            new Dictionary<string, string> { ["seed"] = $"{seed}" },
            new string('0', 64));
    }

    private static NetworkTopology Gated(CellKind cell, int units) => new(
        InputSize: 2 * MelBands, units, Projection: 0, Layers: 5, Bidirectional: false, Outputs: Phones, OutputDelay: 0, cell);

    // Weights are uniform with the variance that keeps the size of activations from layer to layer.
    private static short[] Tensor(Random random, string name, int[] shape)
    {
        bool weight = name.EndsWith("weight", StringComparison.Ordinal);
        bool gateBias = name.EndsWith("bias", StringComparison.Ordinal) && name[0] is ('L' or 'x');
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
