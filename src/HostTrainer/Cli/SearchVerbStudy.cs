using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Edge.Runtime.Errors;

using HostTrainer.Evaluation;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Study;

namespace HostTrainer.Cli;

/// <summary><c>mohaq search study</c>: compares the strategies over many seeds.</summary>
public static class SearchVerbStudy
{
    private const int DefaultSeeds = 10;

    private static readonly Option<int?> Seeds = new("--seeds") { Description = "Searches per strategy, with seeds from --seed on; 10 without it." };

    private static readonly Option<int?> GuidedEvaluations = new("--guided-evaluations") { Description = "Budget of the guided searches; half of the others' without it." };

    private static readonly Option<string> Memo = new("--memo")
    {
        Description = "SQLite file that keeps every measured plan, so that no search measures one again.",
        DefaultValueFactory = _ => "study.sqlite",
    };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("study", "Runs both strategies with many seeds and compares how their hypervolumes grow.")
        {
            Seeds, GuidedEvaluations, Memo, SearchVerbOptions.Evaluations, SearchVerbOptions.Json,
        };
        SearchSettingsOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        SearchSources sources = SearchSettingsOptions.Sources(parsed);

        // One utterance at a time: a study leaves the other cores to other work.
        SearchSubject opened = EngineErrorEvaluator.Open(sources, threads: 1);
        SearchSettings settings = SearchSettingsOptions.Read(parsed, opened);
        string subject = $"{opened.ModelHash} {opened.CorpusHash} {sources.Subsets}";
        using ErrorMemo memo = new(opened.Evaluator, subject, parsed.GetRequiredValue(Memo));
        TextWriter error = parsed.InvocationConfiguration.Error;
        StrategyStudy study = new(settings, opened with { Evaluator = memo }, curve => error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{curve.Strategy}, seed {curve.Seed}: hypervolume {curve.Hypervolume[^1]:0.0000} after {curve.Hypervolume.Count}, {memo.Measured} plans measured so far")));
        uint[] seeds = [.. Enumerable.Range(0, SearchVerbOptions.AtLeastOne(parsed, Seeds) ?? DefaultSeeds).Select(i => settings.Seed + (uint)i)];
        int guided = SearchVerbOptions.AtLeastOne(parsed, GuidedEvaluations) ?? Math.Max(1, settings.Evaluations / 2);
        IReadOnlyList<StudyCurve> curves = await study.RunAsync(seeds, guided, cancellation).ConfigureAwait(false);
        SearchStudyDocument document = SearchStudyDocument.Of(curves);
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(SearchVerbOptions.Json))
        {
            output.WriteLine(JsonSerializer.Serialize(document, SearchVerbJson.Default.SearchStudyDocument));
        }
        else
        {
            output.WriteLine(document.ToText());
        }

        return (int)ExitCode.Ok;
    }
}
