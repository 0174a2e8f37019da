using System.CommandLine;
using System.Text;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Files;
using Edge.Runtime.Model;

using HostTrainer.Evaluation;
using HostTrainer.Search.Genomes;
using HostTrainer.Thresholds;

namespace HostTrainer.Cli;

/// <summary><c>mohaq delta sweep</c>: error, eliminated operations and time of combinations of thresholds.</summary>
public static class DeltaVerbSweep
{
    private const double DefaultRise = 0.3;
    private const int DefaultRounds = 15;
    private const string Own = "plan";

    private static readonly Option<string> Model = new("--model") { Description = "Model file.", Required = true };
    private static readonly Option<string?> PlanPath = new("--plan") { Description = "Precision plan with the bits of every layer; its thresholds are replaced." };
    private static readonly Option<string?> Bits = new("--bits") { Description = "The bits instead of a plan: one number for all, or weight and activation bits per layer in data-path order." };
    private static readonly Option<string[]> Corpus = new("--corpus") { Description = "Directory of labelled speech in TIMIT layout; may be repeated.", Required = true };
    private static readonly Option<int?> Utterances = new("--utterances") { Description = "Utterances of every corpus to measure on, spread over its speakers; all without it." };
    private static readonly Option<string> Groups = new("--groups") { Description = "paper: input path, recurrent path, FC; layer: every matrix by itself; plan: only the thresholds that --plan has.", DefaultValueFactory = _ => "paper" };
    private static readonly Option<string> Values = new("--values") { Description = "auto for the papers' thresholds of each width, or a list in codes such as 0,2,4,8.", DefaultValueFactory = _ => ThresholdList.Auto };
    private static readonly Option<int> Rounds = new("--rounds") { Description = "Rounds of timing; 0 for none.", DefaultValueFactory = _ => DefaultRounds };
    private static readonly Option<int> Threads = new("--threads") { Description = "Utterances at a time; 0 for one per core. Does not change the result." };
    private static readonly Option<double> MaxRise = new("--max-rise") { Description = "Percentage points that the chosen combination may be above dense.", DefaultValueFactory = _ => DefaultRise };
    private static readonly Option<string?> Out = new("--out") { Description = "File for the plan that eliminates most within --max-rise." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };
    private static readonly Option<bool> Csv = new("--csv") { Description = "Print comma-separated values." };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Groups.AcceptOnlyFromAmong("paper", "layer", Own);
        Command command = new("sweep", "Measures error, eliminated operations and time of all combinations of thresholds.")
        {
            Model, PlanPath, Bits, Corpus, Utterances, Groups, Values, Rounds, Threads, MaxRise, Out, Json, Csv,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        RecognizerModel model = ModelFile.Load(parsed.GetRequiredValue(Model));
        PrecisionPlan bits = ReadBits(parsed, model);
        IReadOnlyList<ThresholdGroup> groups = GroupsOf(parsed.GetRequiredValue(Groups), model.Topology);
        PrecisionPlan[] plans = groups.Count == 0
            ? [WithThresholds(bits)]
            : [.. new ThresholdGrid(bits, groups, ThresholdList.Parse(parsed.GetRequiredValue(Values), Values.Name)).Plans()];
        int rounds = NotNegative(parsed, Rounds), threads = NotNegative(parsed, Threads);
        string[] corpora = parsed.GetRequiredValue(Corpus);
        EvaluationSet speech = EvaluationSet.Load(corpora, model, SearchVerbOptions.AtLeastOne(parsed, Utterances));
        ThresholdSweep sweep = new(model, speech, threads);
        double dense = sweep.Error(bits.Dense(), cancellation);
        FrameTimer? timer = rounds > 0 ? new FrameTimer(model, bits.Dense(), speech, rounds) : null;
        IReadOnlyList<SweepPoint> points = sweep.Run(plans, timer, done => Progress(parsed, done, plans.Length * 2), cancellation);
        int? chosen = Choose(points, dense + parsed.GetValue(MaxRise));
        DeltaSweepDocument document = new(
            1,
            model.Hash,
            corpora,
            speech.Utterances.Count,
            [.. bits.Layers.Select(l => l.Name)],
            [.. bits.Layers.SelectMany(l => new[] { l.WeightBits, l.ActivationBits })],
            groups,
            dense,
            [.. points.Select((p, i) => DeltaSweepPointDocument.Of(i + 1, p, dense))],
            chosen);
        Print(parsed, document);
        return Write(parsed, points, chosen);
    }

    private static IReadOnlyList<ThresholdGroup> GroupsOf(string name, NetworkTopology topology) => name switch
    {
        "paper" => ThresholdGroups.Paper(topology),
        "layer" => ThresholdGroups.PerLayer(topology),
        _ => [],
    };

    private static PrecisionPlan WithThresholds(PrecisionPlan plan) => plan.Layers.Any(l => l.DeltaThreshold is not null)
        ? plan
        : throw new EdgeException(ExitCode.Usage, "the plan has no thresholds", Groups.Name, "give a plan that has, or let the sweep choose groups");

    /// <summary>Of the combinations within a limit the one that eliminates most; of equal ones the one with the lower error.</summary>
    private static int? Choose(IReadOnlyList<SweepPoint> points, double limit) => points.Index()
        .Where(p => p.Item.Error <= limit)
        .OrderByDescending(p => p.Item.Eliminated).ThenBy(p => p.Item.Error)
        .Select(p => (int?)p.Index + 1).FirstOrDefault();

    private static int Write(ParseResult parsed, IReadOnlyList<SweepPoint> points, int? chosen)
    {
        if (parsed.GetValue(Out) is not { } path)
        {
            return (int)ExitCode.Ok;
        }

        if (chosen is not int number)
        {
            throw new EdgeException(ExitCode.CheckFailed, "no combination keeps the allowed rise", MaxRise.Name, "allow more, or give wider bits");
        }

        WholeFile.WriteText(path, Encoding.UTF8.GetString(points[number - 1].Plan.ToJson()) + "\n", "plan");
        return (int)ExitCode.Ok;
    }

    private static PrecisionPlan ReadBits(ParseResult parsed, RecognizerModel model)
    {
        if (parsed.GetValue(PlanPath) is { } path)
        {
            PrecisionPlan plan = PrecisionPlan.Load(path);
            model.CheckPlan(plan, path);
            return parsed.GetValue(Bits) is null ? plan : throw new EdgeException(ExitCode.Usage, "--plan and --bits exclude each other", "delta sweep", "give one of them");
        }

        string text = parsed.GetValue(Bits) ?? throw new EdgeException(ExitCode.Usage, "neither --plan nor --bits is given", "delta sweep", "give one of them");
        string[] names = [.. model.Topology.Matrices().Select(m => m.Name)];
        int[] bits = GenomeText.Parse(text, Bits.Name);
        return bits.Length == 1
            ? model.UniformPlan(bits[0], bits[0])
            : new PrecisionPlan(PrecisionPlan.CurrentSchema, model.Hash, GenomeText.ParseBits(text, names));
    }

    private static int NotNegative(ParseResult parsed, Option<int> option) => parsed.GetValue(option) is int value and >= 0
        ? value
        : throw new EdgeException(ExitCode.Usage, $"{parsed.GetValue(option)} is below 0", option.Name, "give 0 or more");

    private static void Progress(ParseResult parsed, int done, int all)
    {
        if (done % 10 == 0 || done == all)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"{done} of {all}: {(done * 2 <= all ? "errors" : "times")}");
        }
    }

    private static void Print(ParseResult parsed, DeltaSweepDocument document)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Json))
        {
            output.WriteLine(JsonSerializer.Serialize(document, DeltaVerbJson.Default.DeltaSweepDocument));
        }
        else if (parsed.GetValue(Csv))
        {
            DeltaSweepText.WriteCsv(document, output);
        }
        else
        {
            DeltaSweepText.WriteTable(document, output);
        }
    }
}
