using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Model;

using HostTrainer.Quantization;
using HostTrainer.Training.Checkpoints;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;

namespace HostTrainer.Tests.Quantization;

/// <summary>An untrained network, calibrated on made-up features, and more of them.</summary>
internal static class RandomNetwork
{
    private const int Phones = 5;
    private static readonly FeatureOptions Features = new(MelBands: 10, Stack: 2, Stride: 2);

    public static RecognizerModel Create(bool bidirectional = false)
    {
        NetworkTopology topology = new(Features.InputSize, 32, 24, 3, bidirectional, Phones, bidirectional ? 0 : 2);
        ParameterLayout layout = new(topology);
        AlignedBuffer parameters = new(layout.Length);
        ParameterInitializer.Fill(layout, parameters, 5);
        FeatureStatistics statistics = new([.. Enumerable.Repeat((short)2000, 10)], [.. Enumerable.Repeat((short)1500, 10)]);
        using FloatModel model = new(topology, Features, statistics, Decoder(), "", parameters);
        return ModelExporter.Export(model, Speech(12, seed: 1), new Dictionary<string, string>()) with { Hash = new string('0', 64) };
    }

    /// <summary>Features that change slowly and depend on each other, on the grid of the front end: [frame x input].</summary>
    public static IReadOnlyList<float[]> Speech(int utterances, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, utterances).Select(u => Utterance(random, 30 + u))];
    }

    private static float[] Utterance(Random random, int frames)
    {
        float[] features = new float[frames * Features.InputSize];
        for (int i = 0; i < features.Length; i++)
        {
            double before = i < Features.InputSize ? 0 : features[i - Features.InputSize];
            double beside = i == 0 ? 0 : features[i - 1];
            features[i] = (float)(Math.Round(((0.7 * before) + (0.25 * beside) + ((random.NextDouble() - 0.5) * 1.5)) * 1024) / 1024);
        }

        return features;
    }

    private static DecoderModel Decoder()
    {
        int flat = -3 << LogProbability.FractionBits;
        return new DecoderModel(
            DecoderModel.CurrentSchema,
            [.. Enumerable.Range(0, Phones).Select(p => $"p{p}")],
            [.. Enumerable.Repeat(flat, Phones)],
            [.. Enumerable.Range(0, Phones + 1).Select(_ => Enumerable.Repeat(flat, Phones + 1).ToArray())],
            [.. Enumerable.Repeat(2, Phones)]);
    }
}
