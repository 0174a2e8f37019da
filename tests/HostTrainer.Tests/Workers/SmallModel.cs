using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Model;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Tests.Workers;

/// <summary>A small network with random weights: it recognises nothing, but its errors follow from its bits like those of any other.</summary>
internal static class SmallModel
{
    private const int WeightFractionBits = 14;
    private const int StateFractionBits = 12;
    private static readonly string[] Phones = ["sil", "aa", "iy", "s"];

    /// <summary>Makes a model and saves it.</summary>
    public static RecognizerModel Save(string path, ulong seed = 1)
    {
        FeatureOptions features = new(MelBands: 16);
        SruTopology topology = new(features.InputSize, 16, 12, 2, Bidirectional: false, Phones.Length, OutputDelay: 2);
        SeededRandom random = new(seed);
        Dictionary<string, short[]> masters = [];
        foreach ((string name, int[] shape) in RecognizerModel.TensorShapes(topology))
        {
            float limit = name.EndsWith("weight", StringComparison.Ordinal) ? 60_000f / MathF.Sqrt(shape[1]) : 6000;
            masters[name] = [.. Enumerable.Range(0, shape.Aggregate((a, b) => a * b)).Select(_ => (short)random.NextFloat(-limit, limit))];
        }

        CalibrationRecord calibration = new(
            [.. topology.Matrices().Select((m, i) => new LayerCalibration(m.Name, WeightFractionBits, i == 0 ? StreamNormalizer.FractionBits : StateFractionBits, 0.75, 1.5, 2.625))],
            [.. Enumerable.Range(0, topology.Layers).Select(_ => new CellCalibration(StateFractionBits, WeightFractionBits))],
            WeightFractionBits);
        FeatureStatistics statistics = new(
            [.. Enumerable.Repeat((short)4000, features.MelBands)], [.. Enumerable.Repeat((short)1500, features.MelBands)]);
        int even = -2 << LogProbability.FractionBits;
        DecoderModel decoder = new(
            DecoderModel.CurrentSchema,
            Phones,
            [.. Phones.Select(_ => even)],
            [.. Enumerable.Range(0, Phones.Length + 1).Select(_ => Enumerable.Repeat(even, Phones.Length + 1).ToArray())],
            [.. Phones.Select(_ => 2)],
            PriorScale: 96,
            InsertionPenalty: -700);
        RecognizerModel model = new(
            topology, features, statistics, decoder, calibration, masters, new Dictionary<string, string> { ["made"] = "by a test" }, new string('0', 64));
        return ModelFile.Save(model, path);
    }
}
