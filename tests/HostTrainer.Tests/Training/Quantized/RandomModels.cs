using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Model;

using HostTrainer.Quantization;
using HostTrainer.Training.Checkpoints;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;

namespace HostTrainer.Tests.Training.Quantized;

/// <summary>Untrained networks in every format, with noise to run them on.</summary>
internal static class RandomModels
{
    public static FloatModel Create(bool bidirectional, CellKind cell = CellKind.Sru)
    {
        FeatureOptions features = new(MelBands: 16);
        string[] phones = ["aa", "iy", "pau", "s", "t"];
        NetworkTopology topology = new(
            features.InputSize, 32, cell == CellKind.Sru ? 24 : 0, 3, bidirectional, phones.Length, bidirectional ? 0 : 2, cell);
        ParameterLayout layout = new(topology);
        AlignedBuffer parameters = new(layout.Length);
        ParameterInitializer.Fill(layout, parameters, seed: 11);
        BigramEstimator bigram = new(phones.Length);
        bigram.Add([2, 0, 1, 3, 2]);
        DecoderModel decoder = bigram.ToModel(phones, [10, 10, 10, 10, 10], [1, 1, 1, 1, 1]);
        FeatureStatistics statistics = FeatureStatistics.Measure(features, [[.. Noise(40 * features.MelBands, 5).Select(v => (short)(v * 1024))]]);
        return new FloatModel(topology, features, statistics, decoder, "", parameters);
    }

    /// <summary>Network inputs of some utterances, on the grid of the front end.</summary>
    public static IReadOnlyList<float[]> Inputs(NetworkTopology topology, int utterances, int frames) =>
        [.. Enumerable.Range(0, utterances).Select(u => Noise(frames * topology.InputSize, (ulong)(100 + u)))];

    public static RecognizerModel Export(FloatModel model) => Export(model, Inputs(model.Topology, 6, 30));

    public static RecognizerModel Export(FloatModel model, IReadOnlyList<float[]> calibration) =>
        ModelExporter.Export(model, calibration, new Dictionary<string, string>()) with { Hash = new string('a', 64) };

    private static float[] Noise(int count, ulong seed)
    {
        SeededRandom random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => MathF.Round(1024 * (random.NextFloat(-1, 1) + random.NextFloat(-1, 1))) / 1024)];
    }
}
