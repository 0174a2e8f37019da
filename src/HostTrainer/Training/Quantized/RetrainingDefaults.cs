using Edge.Runtime.Features;

using HostTrainer.Training.Data;
using HostTrainer.Training.Optimisation;

namespace HostTrainer.Training.Quantized;

/// <summary>How a retraining is done when nothing else is asked for; chosen by experiment (docs/results/beacons.md).</summary>
public static class RetrainingDefaults
{
    /// <summary>Passes over the data.</summary>
    public const int Epochs = 3;

    /// <summary>What is minimised.</summary>
    public const LossKind Loss = LossKind.Sequence;

    /// <summary>Peak learning rate.</summary>
    public const double LearningRate = 5e-4;

    /// <summary>Output frames of a step.</summary>
    public const int BatchFrames = 1200;

    /// <summary>Epochs at the end that halve the learning rate.</summary>
    public const int FinalHalvings = 2;

    /// <summary>Dropout on layer inputs: none, for the reason of <see cref="SpeechVariation.Gentle"/>.</summary>
    public const float Dropout = 0;

    /// <summary>Memory of the weight average.</summary>
    public const float AverageDecay = 0.98f;

    private const int WarmupSteps = 20;

    private static readonly AugmentationOptions Strong = new([100, 90, 110]);

    private static readonly AugmentationOptions Gentle =
        Strong with { SlowestPercent = 100, FastestPercent = 100, NoiseProbability = 0, FrequencyMasks = 0, TimeMasksPerSecond = 0 };

    /// <summary>How speech is varied.</summary>
    public static AugmentationOptions Augmentation(SpeechVariation variation) => variation == SpeechVariation.Strong ? Strong : Gentle;

    /// <summary>Options with these values.</summary>
    /// <param name="corpora">Training speech.</param>
    /// <param name="dev">Development speech.</param>
    /// <param name="epochs">Passes over the training speech.</param>
    public static TrainerOptions Options(IReadOnlyList<CorpusWeight> corpora, IReadOnlyList<string> dev, int epochs = Epochs) => new(
        corpora,
        dev,
        new NetworkOptions(),
        new FeatureOptions(),
        Augmentation(SpeechVariation.Gentle),
        new AdamOptions(WeightDecay: 0),
        Loss,
        epochs,
        BatchFrames,
        LearningRate,
        WarmupSteps,
        Math.Min(FinalHalvings, epochs),
        Dropout,
        LabelSmoothing: 0,
        AverageDecay);
}
