using System.Text.Json.Serialization;

using Edge.Runtime.Errors;
using Edge.Runtime.Features;

using HostTrainer.Training.Data;
using HostTrainer.Training.Optimisation;
using HostTrainer.Training.Quantized;

namespace HostTrainer.Training;

/// <summary>Everything that decides a training run's result. Two runs with equal options give equal weights, on any number of threads.</summary>
/// <param name="Corpora">Training data.</param>
/// <param name="Dev">Corpora whose mean error steers the learning rate and chooses the model.</param>
/// <param name="Network">Shape of the network.</param>
/// <param name="Features">Front end.</param>
/// <param name="Augmentation">Variation of the training data.</param>
/// <param name="Optimizer">Constants of Adam.</param>
/// <param name="Loss">What is minimised.</param>
/// <param name="Epochs">Passes over the weighted data, at least 1.</param>
/// <param name="BatchFrames">Output frames of one step.</param>
/// <param name="LearningRate">Peak learning rate.</param>
/// <param name="WarmupSteps">Steps until the peak.</param>
/// <param name="FinalHalvings">Epochs at the end that halve the learning rate in any case.</param>
/// <param name="Dropout">Probability of dropping an input of layers 1 and up and of FC, 0 to below 1.</param>
/// <param name="LabelSmoothing">Probability mass spread over all classes by the frame loss.</param>
/// <param name="AverageDecay">Memory of the weight average that is evaluated and delivered.</param>
/// <param name="Seed">Seed of every random choice.</param>
/// <param name="Retraining">Set when a trained model is trained further for a precision plan.</param>
public sealed record TrainerOptions(
    IReadOnlyList<CorpusWeight> Corpora,
    IReadOnlyList<string> Dev,
    NetworkOptions Network,
    FeatureOptions Features,
    AugmentationOptions Augmentation,
    AdamOptions Optimizer,
    LossKind Loss = LossKind.Frame,
    int Epochs = 30,
    int BatchFrames = 2400,
    double LearningRate = 2e-3,
    int WarmupSteps = 300,
    int FinalHalvings = 6,
    float Dropout = 0.25f,
    float LabelSmoothing = 0.05f,
    float AverageDecay = 0.998f,
    ulong Seed = 1,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RetrainingSource? Retraining = null)
{
    /// <summary>Pieces of a batch that are computed independently and added in fixed order.</summary>
    public const int Shards = 6;

    /// <summary>The options as a model file keeps them: corpora by their last two directory names, without the machine's paths.</summary>
    public TrainerOptions WithoutLocations() => this with
    {
        Corpora = [.. Corpora.Select(c => c with { Directory = LastNames(c.Directory) })],
        Dev = [.. Dev.Select(LastNames)],
    };

    /// <summary>Checks every range.</summary>
    /// <returns>These options.</returns>
    /// <exception cref="EdgeException">A value is out of range.</exception>
    public TrainerOptions Validated()
    {
        foreach (CorpusWeight corpus in Corpora)
        {
            Check("corpus weight", corpus.Weight, 0.001, 100);
        }

        foreach (int speed in Augmentation.SpeedsPercent)
        {
            Check("speed", speed, 50, 200);
        }

        Check("slowest tempo", Augmentation.SlowestPercent, 50, Augmentation.FastestPercent);
        Check("fastest tempo", Augmentation.FastestPercent, Augmentation.SlowestPercent, 200);
        Check("bands", Features.MelBands, 8, 80);
        Check("stack", Features.Stack, 1, 16);
        Check("stride", Features.Stride, 1, 4);
        Check("mean frames", Features.MeanFrames, 1, 1000);
        Check("epochs", Epochs, 1, 10_000);
        Check("batch frames", BatchFrames, 1, 1_000_000);
        Check("learning rate", LearningRate, 1e-9, 1);
        Check("final halvings", FinalHalvings, 0, Epochs);
        Check("dropout", Dropout, 0, 0.95);
        Check("label smoothing", LabelSmoothing, 0, 0.5);
        Check("weight average", AverageDecay, 0, 0.99999);
        Check("noise", Augmentation.NoiseProbability, 0, 1);
        Check("warp", Augmentation.WarpPercent, 0, 30);
        Check("weight decay", Optimizer.WeightDecay, 0, 1);
        return this;
    }

    private static string LastNames(string directory) =>
        string.Join('/', Path.GetFullPath(directory).Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).TakeLast(2));

    private static void Check(string name, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
        {
            throw new EdgeException(ExitCode.Usage, $"{name} is {value}, allowed are {low} to {high}", "training options", "see 'mohaq train --help'");
        }
    }
}
