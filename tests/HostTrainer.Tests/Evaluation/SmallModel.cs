using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Model;

namespace HostTrainer.Tests.Evaluation;

/// <summary>A small model with random weights: it recognises nothing, but every plan makes other mistakes.</summary>
internal static class SmallModel
{
    private const int FractionBits = 14;
    private const int StateFractionBits = 11;

    public static RecognizerModel Random(int seed, bool bidirectional = false, CellKind cell = CellKind.Sru)
    {
        FeatureOptions features = new(MelBands: 10, Stack: 2, Stride: 2);
        string[] phones = ["aa", "iy", "s", "sil", "m", "t", "r"];
        NetworkTopology topology = new(
            features.InputSize, 16, cell == CellKind.Sru ? 8 : 0, 3, bidirectional, phones.Length, bidirectional ? 0 : 2, cell);
        Random random = new(seed);
        Dictionary<string, short[]> masters = [];
        foreach ((string name, int[] shape) in RecognizerModel.TensorShapes(topology))
        {
            double width = name.EndsWith("weight", StringComparison.Ordinal) ? 1.7 / Math.Sqrt(shape[1]) : 0.5;
            masters[name] = [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b))
                .Select(_ => (short)(((random.NextDouble() * 2) - 1) * width * (1 << FractionBits)))];
        }

        CellCalibration formats = cell switch
        {
            CellKind.Sru => new(StateFractionBits, FractionBits),
            CellKind.Gru => new(CellFormats.UnitFractionBits, 0),
            _ => new(StateFractionBits, 0),
        };
        CalibrationRecord calibration = new(
            [.. topology.Matrices().Select((m, i) => new LayerCalibration(
                m.Name, FractionBits, i == 0 ? StreamNormalizer.FractionBits : CellFormats.Output(cell, formats), 1.2, 2.0, 3.0))],
            [.. Enumerable.Repeat(formats, topology.Layers)],
            FractionBits);
        FeatureStatistics statistics = new([.. Enumerable.Repeat((short)2000, 10)], [.. Enumerable.Repeat((short)1500, 10)]);
        int flat = -3 << LogProbability.FractionBits;
        DecoderModel decoder = new(
            DecoderModel.CurrentSchema,
            phones,
            [.. Enumerable.Repeat(flat, phones.Length)],
            [.. Enumerable.Range(0, phones.Length + 1).Select(_ => Enumerable.Repeat(flat, phones.Length + 1).ToArray())],
            [.. Enumerable.Repeat(2, phones.Length)]);
        return new RecognizerModel(topology, features, statistics, decoder, calibration, masters, new Dictionary<string, string> { ["seed"] = $"{seed}" }, string.Empty);
    }

    /// <summary>Writes one to a file.</summary>
    public static RecognizerModel Save(string path, int seed = 1, bool bidirectional = false, CellKind cell = CellKind.Sru) =>
        ModelFile.Save(Random(seed, bidirectional, cell), path);
}
