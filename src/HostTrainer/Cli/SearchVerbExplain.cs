using System.CommandLine;
using System.Text.Json;

using Edge.Runtime.Errors;

using HostTrainer.Choosing;
using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;

namespace HostTrainer.Cli;

/// <summary>
/// <c>mohaq search explain</c>: one point of a front against the 16-bit master, its neighbours on the front, and what one step of precision more or
/// less of every layer costs or gains.
/// </summary>
public static class SearchVerbExplain
{
    private static readonly Option<int?> Point = new("--point") { Description = "Number of the point, as 'search front' counts them from 1; the knee without it." };

    private static readonly Option<bool> Measure = new("--measure")
    {
        Description = "Measure the steps that the archive does not know, with the model and the speech of the search. Interrupted, it goes on where it stopped.",
    };

    /// <summary>Builds the verb.</summary>
    /// <param name="load">Opens the model and the speech.</param>
    public static Command Create(SearchSubjectLoader load)
    {
        Command command = new("explain", "What a point of a front gives, what its neighbours give, and the price of every layer's precision.")
        {
            Point, Measure, SearchVerbOptions.Threads, SearchVerbOptions.Run, SearchVerbOptions.Archive, SearchVerbOptions.Json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(load, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(SearchSubjectLoader load, ParseResult parsed, CancellationToken cancellation)
    {
        int threads = SearchVerbOptions.AtLeastOne(parsed, SearchVerbOptions.Threads) ?? Environment.ProcessorCount;
        using SearchArchive archive = ChoosingOptions.OpenArchive(parsed);
        SearchFront front = ChoosingOptions.OpenFront(archive, parsed);
        int number = parsed.GetValue(Point) ?? front.Knee;
        FrontPoint point = front.Point(number);
        MarginalPrices prices = new(front.Problem, MeasuredPlan.Of(front.Problem, front.Report.Run.BaselineErrors.Count, archive.Evaluations(front.Report.Run)));
        string path = parsed.GetRequiredValue(SearchVerbOptions.Archive);
        bool measure = parsed.GetValue(Measure);
        if (measure && !File.Exists(path))
        {
            throw new EdgeException(ExitCode.Usage, "measured steps are kept beside the archive, which must be a file", archive.Where, "leave --measure away");
        }

        if (measure || File.Exists(MeasuredSteps.PathBeside(path)))
        {
            using MeasuredSteps store = MeasuredSteps.Open(path, front.Report.Run);
            AddTo(prices, store.Read());
            if (measure)
            {
                AddTo(prices, await MeasureAsync(load, front, prices.UnknownSteps(point.Genome), store, threads, parsed, cancellation).ConfigureAwait(false));
            }
        }

        PointExplanation explanation = PointExplanation.Of(front, number, prices);
        if (parsed.GetValue(SearchVerbOptions.Json))
        {
            parsed.InvocationConfiguration.Output.WriteLine(
                JsonSerializer.Serialize(SearchExplainDocument.Of(front, explanation), SearchVerbJson.Default.SearchExplainDocument));
        }
        else
        {
            SearchExplainTable.Write(front, explanation, parsed.InvocationConfiguration.Output);
        }

        return (int)ExitCode.Ok;
    }

    private static void AddTo(MarginalPrices prices, IReadOnlyList<MeasuredPlan> plans)
    {
        foreach (MeasuredPlan plan in plans)
        {
            prices.Add(plan);
        }
    }

    private static async Task<IReadOnlyList<MeasuredPlan>> MeasureAsync(
        SearchSubjectLoader load,
        SearchFront front,
        IReadOnlyList<int[]> steps,
        MeasuredSteps store,
        int threads,
        ParseResult parsed,
        CancellationToken cancellation)
    {
        if (steps.Count == 0)
        {
            return [];
        }

        SearchSettings settings = front.Report.Run.Settings;
        SearchSubject subject = load(settings.Sources);
        StepMeasurement.Check(subject, settings);
        TextWriter error = parsed.InvocationConfiguration.Error;
        try
        {
            return await new StepMeasurement(front.Problem, subject, store, threads)
                .RunAsync(steps, done => error.WriteLine($"{done} of {steps.Count} steps measured"), cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw new EdgeException(
                ExitCode.Interrupted, "the measurement was interrupted; every finished step is kept", $"run {front.Report.Run.Id}", "run the same command again to go on", e);
        }
    }
}
