using System.CommandLine;

using HostTrainer.Training;
using HostTrainer.Training.Quantized;

namespace HostTrainer.Cli;

/// <summary>How a retraining is done, on the command line.</summary>
/// <param name="prefix">Put in front of every option's name, such as <c>beacon-</c>; may be empty.</param>
internal sealed class RetrainingCliOptions(string prefix)
{
    private readonly Option<string[]> _corpora = new($"--{prefix}corpus")
    {
        Description = "Speech to retrain on, TIMIT layout; DIR:WEIGHT takes each utterance WEIGHT times per epoch on average. May be repeated.",
    };

    private readonly Option<string[]> _dev = new($"--{prefix}dev") { Description = "Speech that chooses the best epoch, TIMIT layout. May be repeated." };
    private readonly Option<int> _epochs = new($"--{prefix}epochs")
    {
        Description = "Passes of a retraining over the weighted speech.",
        DefaultValueFactory = _ => RetrainingDefaults.Epochs,
    };

    private readonly Option<LossKind> _loss = new($"--{prefix}loss")
    {
        Description = "What a retraining minimises: frame, ctc or sequence.",
        DefaultValueFactory = _ => RetrainingDefaults.Loss,
    };

    private readonly Option<double> _rate = new($"--{prefix}learning-rate")
    {
        Description = "Peak learning rate of a retraining.",
        DefaultValueFactory = _ => RetrainingDefaults.LearningRate,
    };

    private readonly Option<int> _batchFrames = new($"--{prefix}batch-frames")
    {
        Description = "Output frames per step of a retraining.",
        DefaultValueFactory = _ => RetrainingDefaults.BatchFrames,
    };

    private readonly Option<int> _halvings = new($"--{prefix}final-halvings")
    {
        Description = "Epochs at the end of a retraining that halve the learning rate.",
        DefaultValueFactory = _ => RetrainingDefaults.FinalHalvings,
    };

    private readonly Option<double> _dropout = new($"--{prefix}dropout")
    {
        Description = "Dropout of a retraining.",
        DefaultValueFactory = _ => RetrainingDefaults.Dropout,
    };

    private readonly Option<SpeechVariation> _variation = new($"--{prefix}variation")
    {
        Description = "How speech is varied: gentle (speeds, levels, vocal tracts) for plans of 2 bits, strong (noise, masks and tempo too) for plans of 4 bits and more.",
        DefaultValueFactory = _ => SpeechVariation.Gentle,
    };

    private readonly Option<double> _average = new($"--{prefix}average")
    {
        Description = "Memory of the weight average of a retraining.",
        DefaultValueFactory = _ => RetrainingDefaults.AverageDecay,
    };

    private readonly Option<int> _seed = new($"--{prefix}seed") { Description = "Seed of every random choice of a retraining.", DefaultValueFactory = _ => 1 };

    /// <summary>The corpora to retrain on, none when not given.</summary>
    public Option<string[]> Corpora => _corpora;

    /// <summary>The corpora that choose the best epoch, none when not given.</summary>
    public Option<string[]> Dev => _dev;

    /// <summary>Adds every option to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[_corpora, _dev, _epochs, _loss, _rate, _batchFrames, _halvings, _dropout, _variation, _average, _seed])
        {
            command.Add(option);
        }
    }

    /// <summary>The options given.</summary>
    public TrainerOptions Read(ParseResult parsed) => RetrainingDefaults.Options(
        [.. parsed.GetRequiredValue(_corpora).Select(CorpusWeight.Parse)], parsed.GetRequiredValue(_dev), parsed.GetValue(_epochs)) with
    {
        Loss = parsed.GetValue(_loss),
        LearningRate = parsed.GetValue(_rate),
        BatchFrames = parsed.GetValue(_batchFrames),
        FinalHalvings = parsed.GetValue(_halvings),
        Augmentation = RetrainingDefaults.Augmentation(parsed.GetValue(_variation)),
        Dropout = (float)parsed.GetValue(_dropout),
        AverageDecay = (float)parsed.GetValue(_average),
        Seed = (ulong)parsed.GetValue(_seed),
    };
}
