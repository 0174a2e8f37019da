using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Search.Genomes;
using HostTrainer.Training;
using HostTrainer.Training.Quantized;

namespace HostTrainer.Cli;

/// <summary><c>mohaq beacon train</c>: retrains a model for one precision plan.</summary>
internal static class BeaconVerbTrain
{
    private static readonly Option<string> ModelPath = new("--model") { Description = "Float checkpoint, or model file, to start from.", Required = true };
    private static readonly Option<string?> PlanPath = new("--plan") { Description = "Plan to retrain for; the model it names is not looked at." };
    private static readonly Option<string?> Genome = new("--genome") { Description = "Instead: bit widths in gene order, as searches print them." };
    private static readonly Option<bool> PerMatrix = new("--per-matrix") { Description = "One weight scale per matrix, as the papers do, instead of one per row." };
    private static readonly Option<bool> WideOutput = new("--wide-output") { Description = "Retrain with 16-bit activations before FC, whatever the plan says, as the papers do." };
    private static readonly Option<string> Out = new("--out") { Description = "Model file to write.", Required = true };
    private static readonly Option<bool> Resume = new("--resume") { Description = "Go on from OUT.float.state." };
    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "Threads; does not change the result.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };
    private static readonly RetrainingCliOptions Training = new(prefix: "");

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("train", "Retrains a model for one precision plan and writes a model file.")
        {
            ModelPath, PlanPath, Genome, PerMatrix, WideOutput, Out, Resume, Threads, Json,
        };
        Training.AddTo(command);
        Training.Corpora.Required = true;
        Training.Dev.Required = true;
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string path = parsed.GetRequiredValue(Out);
        using RetrainingParent parent = RetrainingParent.Load(parsed.GetRequiredValue(ModelPath));
        RetrainingSource source = Source(parsed, parent);
        TrainerOptions options = Training.Read(parsed).Validated();
        (RecognizerModel model, TrainingSummary summary) = TrainingTerminal.Run(options.Epochs, observer =>
        {
            PlanRetraining retraining = new(parent.Model, options, parsed.GetValue(Threads), observer.OnMessage);
            return retraining.Run(source, path, parsed.GetValue(Resume), observer, cancellation);
        });
        Print(parsed, model, summary, source);
        return (int)ExitCode.Ok;
    }

    private static RetrainingSource Source(ParseResult parsed, RetrainingParent parent)
    {
        string[] names = [.. parent.Model.Topology.Matrices().Select(m => m.Name)];
        string? path = parsed.GetValue(PlanPath), genome = parsed.GetValue(Genome);
        if (path is null == genome is null)
        {
            throw new EdgeException(ExitCode.Usage, "exactly one of --plan and --genome is needed", "beacon train", "give the plan to retrain for");
        }

        PrecisionPlan? plan = path is null ? null : PrecisionPlan.Load(path);
        IReadOnlyList<LayerPrecision> layers = plan?.Layers ?? GenomeText.ParseGenome(genome!, names);
        if (!layers.Select(l => l.Name).SequenceEqual(names))
        {
            throw EdgeException.BadInput($"the plan's layers are not {string.Join(' ', names)}", path ?? "--genome", "give a plan of this network");
        }

        bool wide = parsed.GetValue(WideOutput);
        return new RetrainingSource(
            parent.Hash,
            [.. layers.Select((l, i) => wide && i == names.Length - 1 ? l with { ActivationBits = 16 } : l)],
            plan?.PerMatrixScale ?? parsed.GetValue(PerMatrix));
    }

    private static void Print(ParseResult parsed, RecognizerModel model, TrainingSummary summary, RetrainingSource source)
    {
        string bits = GenomeText.Format(source.Layers.SelectMany(l => (int[])[l.WeightBits, l.ActivationBits]));
        BeaconTrainDocument document = new(
            1, summary.Model, model.Hash, source.ParentHash, bits, summary.Epochs, summary.Steps, summary.DevError, summary.Seconds);
        parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(Json)
            ? JsonSerializer.Serialize(document, BeaconVerbJson.Default.BeaconTrainDocument)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{document.Model}: model {document.ModelHash}, {document.Epochs} epochs, dev error {100 * document.DevError:F2} %, {document.Seconds:F0} s"));
    }
}
