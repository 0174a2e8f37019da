using Edge.Runtime.Features;

using HostTrainer.Training.Losses;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Data;

/// <summary>
/// Turns utterances into network inputs: normaliser and stacking of the device's own front end, then as many zero inputs as the network
/// lags behind, so that every frame's prediction can be read. One instance per thread.
/// </summary>
public sealed class NetworkInputBuilder
{
    private readonly FeatureOptions _options;
    private readonly StreamNormalizer _normalizer;
    private readonly AugmentationOptions? _augmentation;
    private readonly LogMelAugmenter? _augmenter;
    private readonly int _delay;
    private readonly int _silence;

    /// <summary>Creates a builder.</summary>
    /// <param name="options">The front end.</param>
    /// <param name="statistics">Measured on the training set.</param>
    /// <param name="delay">Output delay of the network, output frames.</param>
    /// <param name="silence">Class of silence.</param>
    /// <param name="augmentation">Variation of training data; null leaves features as a device computes them.</param>
    public NetworkInputBuilder(
        FeatureOptions options, FeatureStatistics statistics, int delay, int silence, AugmentationOptions? augmentation = null)
    {
        _options = options;
        _normalizer = new StreamNormalizer(options, statistics);
        _delay = delay;
        _silence = silence;
        _augmentation = augmentation;
        _augmenter = augmentation is null ? null : new LogMelAugmenter(options, augmentation);
    }

    /// <summary>Fills a batch.</summary>
    /// <param name="utterances">One or more utterances.</param>
    /// <param name="batch">Receives inputs, delay included.</param>
    /// <param name="randoms">One stream per utterance, or null without augmentation.</param>
    /// <returns>What should be recognised in each utterance.</returns>
    public TrainingTarget[] Build(IReadOnlyList<SpeechUtterance> utterances, SequenceBatch batch, IReadOnlyList<SeededRandom>? randoms = null)
    {
        TrainingTarget[] targets = new TrainingTarget[utterances.Count];
        short[][] inputs = new short[utterances.Count][];
        int[] lengths = new int[utterances.Count];
        for (int u = 0; u < utterances.Count; u++)
        {
            inputs[u] = BuildOne(utterances[u], randoms?[u], out targets[u]);
            lengths[u] = (inputs[u].Length / _options.InputSize) + _delay;
        }

        batch.Reset(lengths);
        for (int u = 0; u < inputs.Length; u++)
        {
            ToFloats(inputs[u], batch.InputOf(u));
        }

        return targets;
    }

    private static void ToFloats(short[] features, Span<float> inputs)
    {
        const float Unit = 1f / (1 << StreamNormalizer.FractionBits);
        for (int i = 0; i < features.Length; i++)
        {
            inputs[i] = features[i] * Unit;
        }

        inputs[features.Length..].Clear();
    }

    private short[] BuildOne(SpeechUtterance utterance, SeededRandom? random, out TrainingTarget target)
    {
        int bands = _options.MelBands;
        SpeechVariant variant = utterance.Variants[random?.NextInt(utterance.Variants.Count) ?? 0];
        int skipped = random?.NextInt(_options.Stride) ?? 0;
        short[] frames = variant.LogMel[(skipped * bands)..];
        float tempo = 1;
        if (random is not null && _augmentation is not null)
        {
            tempo = random.NextFloat(_augmentation.SlowestPercent, _augmentation.FastestPercent) / 100;
            frames = TempoChange.Apply(frames, bands, tempo, _options.Stride, out tempo);
            _augmenter?.VaryRaw(frames, random);
        }

        FeatureExtractor.Normalize(_normalizer, bands, frames);
        if (random is not null)
        {
            _augmenter?.Mask(frames, random);
        }

        short[] stacked = FeatureExtractor.Stack(_options, frames);
        target = utterance.Target(_options, variant, tempo, skipped, stacked.Length / _options.InputSize, _silence);
        return stacked;
    }
}
