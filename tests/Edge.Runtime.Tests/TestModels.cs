using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Model;

using Xunit;

namespace Edge.Runtime.Tests;

/// <summary>Small models with random weights: for properties that hold for every model.</summary>
internal static class TestModels
{
    public const int WeightFractionBits = 14;
    public const int StateFractionBits = 11;

    /// <summary>Every cell, for theories.</summary>
    public static TheoryData<CellKind> Cells => [.. Enum.GetValues<CellKind>()];

    public static RecognizerModel Random(int seed, bool bidirectional = false, int layers = 3, int hidden = 24, int delay = 2, CellKind cell = CellKind.Sru)
    {
        FeatureOptions features = new(MelBands: 10, Stack: 2, Stride: 2);
        NetworkTopology topology = new(features.InputSize, hidden, cell == CellKind.Sru ? 17 : 0, layers, bidirectional, 7, delay, cell);
        Random random = new(seed);
        Dictionary<string, short[]> masters = [];
        foreach ((string name, int[] shape) in RecognizerModel.TensorShapes(topology))
        {
            int count = shape.Aggregate(1, (a, b) => a * b);
            double width = name.EndsWith("weight", StringComparison.Ordinal) ? 1.7 / Math.Sqrt(shape[1]) : name[0] == 'x' ? 0.03 : 0.5;
            masters[name] = [.. Enumerable.Range(0, count).Select(_ => (short)(((random.NextDouble() * 2) - 1) * width * (1 << WeightFractionBits)))];
        }

        CellCalibration formats = Formats(cell);
        int outputBits = CellFormats.Output(cell, formats);
        double range = cell is CellKind.Lstm or CellKind.Gru ? 0.4 : 1;
        CalibrationRecord calibration = new(
            [.. topology.Matrices().Select((m, i) => i == 0
                ? new LayerCalibration(m.Name, WeightFractionBits, StreamNormalizer.FractionBits, 1.2, 2.0, 3.0)
                : new LayerCalibration(m.Name, WeightFractionBits, outputBits, 1.2 * range, 2.0 * range, 3.0 * range))],
            [.. Enumerable.Repeat(formats, layers)],
            WeightFractionBits);
        FeatureStatistics statistics = new([.. Enumerable.Repeat((short)2000, 10)], [.. Enumerable.Repeat((short)1500, 10)]);
        return new RecognizerModel(
            topology, features, statistics, Decoder(topology.Outputs), calibration, masters, new Dictionary<string, string> { ["seed"] = $"{seed}" }, new string('0', 64));
    }

    /// <summary>Network inputs that change slowly, as features of speech do: [frame x input].</summary>
    public static short[] Inputs(NetworkTopology topology, int frames, int seed)
    {
        Random random = new(seed);
        short[] inputs = new short[frames * topology.InputSize];
        for (int i = 0; i < inputs.Length; i++)
        {
            int before = i < topology.InputSize ? 0 : inputs[i - topology.InputSize];
            inputs[i] = (short)Math.Clamp((before * 0.9) + random.Next(-900, 900), short.MinValue, short.MaxValue);
        }

        return inputs;
    }

    private static CellCalibration Formats(CellKind cell) => cell switch
    {
        CellKind.Sru => new(StateFractionBits, WeightFractionBits),
        CellKind.Gru => new(CellFormats.UnitFractionBits, 0),
        _ => new(StateFractionBits, 0),
    };

    private static DecoderModel Decoder(int phones)
    {
        int flat = -3 << LogProbability.FractionBits;
        return new DecoderModel(
            DecoderModel.CurrentSchema,
            [.. Enumerable.Range(0, phones).Select(p => $"p{p}")],
            [.. Enumerable.Repeat(flat, phones)],
            [.. Enumerable.Range(0, phones + 1).Select(_ => Enumerable.Repeat(flat, phones + 1).ToArray())],
            [.. Enumerable.Repeat(2, phones)]);
    }
}
