using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Features;
using Edge.Runtime.Model;

using HostTrainer.Quantization;
using HostTrainer.Training;
using HostTrainer.Training.Checkpoints;
using HostTrainer.Training.Data;
using HostTrainer.Training.Optimisation;

namespace HostTrainer.Cli;

/// <summary><c>mohaq train</c>: trains a recogniser on corpora in TIMIT layout.</summary>
public sealed class TrainVerb
{
    private static readonly AugmentationOptions Augment = new([100]);
    private static readonly AdamOptions Adam = new();
    private static readonly NetworkOptions Shape = new();
    private static readonly FeatureOptions FrontEnd = new();

    private readonly Option<string[]> _corpora = new("--corpus")
    {
        Description = "Training corpus in TIMIT layout; DIR:WEIGHT takes each utterance WEIGHT times per epoch on average.",
        Required = true,
    };

    private readonly Option<string[]> _dev = new("--dev") { Description = "Development corpus: steers the learning rate, chooses the model.", Required = true };
    private readonly Option<string> _out = new("--out") { Description = "Model file to write (float32 safetensors).", Required = true };
    private readonly Option<string?> _model = new("--model") { Description = "Also write the 16-bit model file, calibrated on the training corpora." };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on from OUT.state." };
    private readonly Option<string?> _init = new("--init") { Description = "Model (float32) of the same shape to start from instead of random weights." };
    private readonly Option<int> _threads = Number("--threads", "Threads; does not change the result.", Environment.ProcessorCount);
    private readonly Option<bool> _json = new("--json") { Description = "Print the summary as one JSON object." };
    private readonly Option<LossKind> _loss = new("--loss") { Description = "What is minimised: frame, ctc or sequence.", DefaultValueFactory = _ => LossKind.Frame };
    private readonly Option<CellKind> _cell = new("--cell") { Description = "Recurrent cell: sru, lstm, gru or ligru.", DefaultValueFactory = _ => CellKind.Sru };
    private readonly Option<int> _hidden = Number("--hidden", "Hidden units per direction, a multiple of 16.", Shape.Hidden);
    private readonly Option<int> _projection = Number("--projection", "Outputs of every projection; sru only.", Shape.Projection);
    private readonly Option<int> _layers = Number("--layers", "Recurrent layers.", Shape.Layers);
    private readonly Option<int> _delay = Number("--delay", "Output delay in output frames.", Shape.Delay);
    private readonly Option<bool> _bidirectional = new("--bidirectional") { Description = "Both directions over whole utterances; no delay, no streaming." };
    private readonly Option<int> _bands = Number("--bands", "Log-mel bands.", FrontEnd.MelBands);
    private readonly Option<int> _stack = Number("--stack", "10 ms frames per network input.", FrontEnd.Stack);
    private readonly Option<int> _stride = Number("--stride", "10 ms frames from one input to the next.", FrontEnd.Stride);
    private readonly Option<int> _meanFrames = Number("--mean-frames", "Weight of the training set's mean at the start of a stream, 10 ms frames.", FrontEnd.MeanFrames);
    private readonly Option<int> _epochs = Number("--epochs", "Passes over the weighted data.", 30);
    private readonly Option<int> _batchFrames = Number("--batch-frames", "Output frames per step.", 2400);
    private readonly Option<int> _finalHalvings = Number("--final-halvings", "Epochs at the end that halve the learning rate.", 6);
    private readonly Option<int> _seed = Number("--seed", "Seed of every random choice.", 1);
    private readonly Option<double> _rate = Real("--learning-rate", "Peak learning rate.", 2e-3);
    private readonly Option<double> _dropout = Real("--dropout", "Dropout on layer inputs (sru) or on candidates (other cells).", 0.25);
    private readonly Option<double> _smoothing = Real("--label-smoothing", "Label smoothing of the frame loss.", 0.05);
    private readonly Option<double> _decay = Real("--weight-decay", "Decoupled weight decay.", Adam.WeightDecay);
    private readonly Option<double> _average = Real("--average", "Memory of the weight average.", 0.998);
    private readonly Option<double> _noise = Real("--noise", "Share of utterances with added noise.", Augment.NoiseProbability);
    private readonly Option<double> _warp = Real("--warp", "Largest stretch of the mel axis, per cent.", Augment.WarpPercent);
    private readonly Option<double> _slowest = Real("--slowest-tempo", "Lowest tempo of training speech, per cent.", Augment.SlowestPercent);
    private readonly Option<double> _fastest = Real("--fastest-tempo", "Highest tempo of training speech, per cent.", Augment.FastestPercent);
    private readonly Option<string> _speeds = new("--speeds")
    {
        Description = "Speeds in per cent, the first one 100.",
        DefaultValueFactory = _ => "100,90,110",
    };

    private TrainVerb()
    {
    }

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        TrainVerb verb = new();
        Command command = new("train", "Trains a recogniser on corpora in TIMIT layout.");
        foreach (Option option in verb.Options())
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => Task.Run(() => verb.Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static Option<int> Number(string name, string description, int standard) =>
        new(name) { Description = description, DefaultValueFactory = _ => standard };

    private static Option<double> Real(string name, string description, double standard) =>
        new(name) { Description = description, DefaultValueFactory = _ => standard };

    private static int[] ParseSpeeds(string text) =>
    [
        .. text.Split(',').Select(s => int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out int speed)
            ? speed
            : throw new EdgeException(ExitCode.Usage, $"'{s}' is no speed in per cent", "--speeds", "give a list like 100,90,110")),
    ];

    /// <summary>Gated cells have no projections.</summary>
    private int Projection(ParseResult parsed)
    {
        if (parsed.GetValue(_cell) == CellKind.Sru)
        {
            return parsed.GetValue(_projection);
        }

        return parsed.GetResult(_projection) is { Implicit: false }
            ? throw new EdgeException(ExitCode.Usage, "only sru has projections", "--projection", "leave it out, or take --cell sru")
            : 0;
    }

    private IEnumerable<Option> Options() =>
    [
        _corpora, _dev, _out, _model, _init, _resume, _loss, _cell, _hidden, _projection, _layers, _delay, _bidirectional, _bands, _stack, _stride, _meanFrames, _epochs, _batchFrames,
        _finalHalvings, _rate, _dropout, _smoothing, _decay, _average, _noise, _warp, _slowest, _fastest, _speeds, _seed, _threads, _json,
    ];

    private TrainerOptions Read(ParseResult parsed) => new(
        [.. parsed.GetRequiredValue(_corpora).Select(CorpusWeight.Parse)],
        parsed.GetRequiredValue(_dev),
        new NetworkOptions(
            parsed.GetValue(_hidden),
            Projection(parsed),
            parsed.GetValue(_layers),
            parsed.GetValue(_bidirectional),
            parsed.GetValue(_delay),
            parsed.GetValue(_cell)),
        FrontEnd with
        {
            MelBands = parsed.GetValue(_bands),
            Stack = parsed.GetValue(_stack),
            Stride = parsed.GetValue(_stride),
            MeanFrames = parsed.GetValue(_meanFrames),
        },
        Augment with
        {
            SpeedsPercent = ParseSpeeds(parsed.GetRequiredValue(_speeds)),
            NoiseProbability = (float)parsed.GetValue(_noise),
            SlowestPercent = (float)parsed.GetValue(_slowest),
            FastestPercent = (float)parsed.GetValue(_fastest),
            WarpPercent = (float)parsed.GetValue(_warp),
        },
        Adam with { WeightDecay = (float)parsed.GetValue(_decay) },
        parsed.GetValue(_loss),
        parsed.GetValue(_epochs),
        parsed.GetValue(_batchFrames),
        parsed.GetValue(_rate),
        FinalHalvings: parsed.GetValue(_finalHalvings),
        Dropout: (float)parsed.GetValue(_dropout),
        LabelSmoothing: (float)parsed.GetValue(_smoothing),
        AverageDecay: (float)parsed.GetValue(_average),
        Seed: (ulong)parsed.GetValue(_seed));

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        TrainerOptions options = Read(parsed).Validated();
        TrainingSummary summary = TrainingTerminal.Run(options.Epochs, observer => Train(parsed, options, observer, cancellation));
        if (parsed.GetValue(_model) is { } model)
        {
            CheckpointImport.Run(
                summary.Model, [.. options.Corpora.Select(c => c.Directory)], CalibrationSpeech.DefaultCount, new Dictionary<string, string>(), model);
        }

        Console.Out.WriteLine(parsed.GetValue(_json)
            ? JsonSerializer.Serialize(summary, TrainingJson.Default.TrainingSummary)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{summary.Model}: {summary.Weights} weights, {summary.Epochs} epochs, dev error {100 * summary.DevError:F2} %, {summary.Seconds:F0} s"));
        return (int)ExitCode.Ok;
    }

    private TrainingSummary Train(ParseResult parsed, TrainerOptions options, ITrainingObserver observer, CancellationToken cancellation)
    {
        TrainingSetup setup = TrainingSetup.Load(options, observer.OnMessage);
        using Trainer trainer = new(setup, parsed.GetRequiredValue(_out), parsed.GetValue(_threads), observer);
        if (parsed.GetValue(_resume))
        {
            trainer.Resume();
        }
        else if (parsed.GetValue(_init) is { } model)
        {
            trainer.StartFrom(model);
        }

        return trainer.Run(cancellation);
    }
}
