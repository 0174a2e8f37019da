using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Features;
using Edge.Runtime.Kernels;
using Edge.Runtime.Model;
using Edge.Runtime.Scoring;

using HostTrainer.Evaluation;

using Spectre.Console;

namespace HostTrainer.Cli;

/// <summary><c>mohaq evaluate</c>: the phone error of a model on a corpus, at a plan or in floats.</summary>
public static class EvaluateVerb
{
    private const int WorstConfusions = 12;

    private static readonly Option<string> ModelPath = new("--model") { Description = "Model file.", Required = true };
    private static readonly Option<string> Corpus = new("--corpus") { Description = "A labelled corpus in TIMIT's layout.", Required = true };
    private static readonly Option<string?> PlanPath = new("--plan") { Description = "Precision plan; without it the 16-bit master runs." };
    private static readonly Option<int?> Bits = new("--bits") { Description = "2, 4, 8 or 16 bits in every layer, instead of --plan." };
    private static readonly Option<bool> Float = new("--float") { Description = "The float master instead of the integer engine." };
    private static readonly Option<bool> CoreTest = new("--core-test") { Description = "Only TIMIT's 24 core test speakers." };
    private static readonly Option<bool> IncludeSa = new("--include-sa") { Description = "Keep the SA sentences." };
    private static readonly Option<bool> CountSilence = new("--count-silence") { Description = "Score silence as a phone, as published TIMIT figures do." };
    private static readonly Option<KernelSet> Kernels = new("--kernels") { Description = "Kernels to run; all give the same hash.", DefaultValueFactory = _ => KernelSet.Best };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("evaluate", "Phone error of a model on a labelled corpus, measured by running it.")
        {
            ModelPath, Corpus, PlanPath, Bits, Float, CoreTest, IncludeSa, CountSilence, Kernels, Json,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        RecognizerModel model = ModelFile.Load(parsed.GetRequiredValue(ModelPath));
        PrecisionPlan? plan = ChoosePlan(parsed, model);
        EvaluationSet set = EvaluationSet.Load(
            parsed.GetRequiredValue(Corpus), model, parsed.GetValue(CoreTest) ? TimitSubset.CoreTest : TimitSubset.All, parsed.GetValue(IncludeSa));

        bool countSilence = parsed.GetValue(CountSilence);
        Stopwatch watch = Stopwatch.StartNew();
        EvaluationResult result = plan is null
            ? Evaluator.RunFloat(model, set, countSilence, cancellation)
            : Evaluator.Run(model, plan, set, countSilence, parsed.GetValue(Kernels), cancellation: cancellation);
        EvaluateDocument document = Describe(model, plan, set, result, watch.Elapsed.TotalSeconds);
        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(document, EvaluateVerbJson.Default.EvaluateDocument));
        }
        else
        {
            Print(document);
        }

        return (int)ExitCode.Ok;
    }

    /// <summary>The plan to run, or null for floats.</summary>
    private static PrecisionPlan? ChoosePlan(ParseResult parsed, RecognizerModel model)
    {
        string? path = parsed.GetValue(PlanPath);
        int? bits = parsed.GetValue(Bits);
        bool asFloat = parsed.GetValue(Float);
        if ((path is null ? 0 : 1) + (bits is null ? 0 : 1) + (asFloat ? 1 : 0) > 1)
        {
            throw new EdgeException(ExitCode.Usage, "--plan, --bits and --float exclude each other", "evaluate", "give one of them");
        }

        if (bits is not (null or 2 or 4 or 8 or 16))
        {
            throw new EdgeException(ExitCode.Usage, $"{bits} bits are not supported", "--bits", "use 2, 4, 8 or 16");
        }

        if (path is not null)
        {
            PrecisionPlan plan = PrecisionPlan.Load(path);
            model.CheckPlan(plan, path);
            return plan;
        }

        return asFloat ? null : model.UniformPlan(bits ?? 16, bits ?? 16);
    }

    private static EvaluateDocument Describe(
        RecognizerModel model, PrecisionPlan? plan, EvaluationSet set, EvaluationResult result, double seconds)
    {
        ErrorCounts total = result.Report.Total;
        PlanSize size = PlanSize.Of(model.Topology, plan ?? model.MasterPlan());
        return new EvaluateDocument(
            1,
            result.Report.Utterances,
            result.Frames,
            total.Rate,
            total.Substitutions,
            total.Deletions,
            total.Insertions,
            total.Reference,
            result.EntropyBits,
            result.PosteriorHash,
            model.Hash,
            plan is null ? size.Float32Bytes : size.Total,
            set.Utterances.Sum(u => (long)u.Samples) / (double)FeatureOptions.SampleRate,
            seconds,
            plan?.Layers.Zip(result.UpdatedFraction).ToDictionary(p => p.First.Name, p => p.Second),
            result.Report.Speakers.ToDictionary(s => s.Key, s => s.Value.Rate),
            result.Report.MostFrequent(WorstConfusions));
    }

    private static void Print(EvaluateDocument d)
    {
        static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
        Table table = new Table().AddColumns("figure", "value");
        table.AddRow("phone error rate", d.PhoneErrorRate.ToString("0.00 %", CultureInfo.InvariantCulture));
        table.AddRow("phones said", Number(d.Phones));
        table.AddRow("substitutions, deletions, insertions", $"{Number(d.Substitutions)}, {Number(d.Deletions)}, {Number(d.Insertions)}");
        table.AddRow("posterior entropy, bits", d.PosteriorEntropyMean.ToString("0.00", CultureInfo.InvariantCulture));
        table.AddRow("utterances, frames", $"{Number(d.Utterances)}, {Number(d.Frames)}");
        table.AddRow("weight bytes", Number(d.WeightBytes));
        table.AddRow("times real time", (d.AudioSeconds / d.Seconds).ToString("N0", CultureInfo.InvariantCulture));
        table.AddRow("posterior hash", d.PosteriorHash);
        table.AddRow("most frequent", string.Join(", ", d.Confusions.Select(c => $"{c.Reference ?? "-"} as {c.Hypothesis ?? "-"} {c.Count}")));
        AnsiConsole.Write(table);
    }
}
