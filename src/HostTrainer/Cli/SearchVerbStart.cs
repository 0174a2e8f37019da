using System.CommandLine;

using Edge.Runtime.Errors;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;

namespace HostTrainer.Cli;

/// <summary><c>mohaq search start</c>: begins a search and runs it.</summary>
public static class SearchVerbStart
{
    private const int DefaultEvaluations = 630;

    private static readonly Option<string> Preset = new("--preset")
    {
        Description = "bitfusion (error, speed-up), silago (error, speed-up, energy) or size (error, size).",
        Required = true,
    };

    private static readonly Option<string> Model = new("--model") { Description = "Model file.", Required = true };

    private static readonly Option<string> Corpus = new("--corpus") { Description = "Directory of labelled speech in TIMIT layout.", Required = true };

    private static readonly Option<uint> Seed = new("--seed") { Description = "Seed of every random decision.", DefaultValueFactory = _ => 1 };

    private static readonly Option<string?> Platform = new("--platform") { Description = "Platform by name or file, in place of the preset's." };

    private static readonly Option<string?> Objectives = new("--objectives")
    {
        Description = "Two or more of error,size,speedup,energy, in place of the preset's.",
    };

    private static readonly Option<double?> MaxError = new("--max-error")
    {
        Description = "Largest phone error in percent; without it 8 points above that of 16 bits everywhere.",
    };

    private static readonly Option<double?> SramMib = new("--sram-mib")
    {
        Description = "Largest size in MiB; without it as tight as the papers' limit was for their network.",
    };

    /// <summary>Builds the verb.</summary>
    /// <param name="load">Opens the model and the corpus.</param>
    public static Command Create(SearchSubjectLoader load)
    {
        Command command = new("start", "Begins a search and runs it until the budget is spent.")
        {
            Preset, Model, Corpus, Seed, Platform, Objectives, MaxError, SramMib,
            SearchVerbOptions.Evaluations, SearchVerbOptions.Threads, SearchVerbOptions.Archive, SearchVerbOptions.Json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(load, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(SearchSubjectLoader load, ParseResult parsed, CancellationToken cancellation)
    {
        SearchSubject subject = load(parsed.GetRequiredValue(Model), parsed.GetRequiredValue(Corpus));
        SearchSettings settings = Settings(parsed, subject);
        using SearchArchive archive = SearchArchive.Open(parsed.GetRequiredValue(SearchVerbOptions.Archive));
        SearchRun run = archive.CreateRun(settings, TimeProvider.System.GetUtcNow());
        return await SearchVerbRun.RunAsync(archive, run, subject, parsed, cancellation).ConfigureAwait(false);
    }

    private static SearchSettings Settings(ParseResult parsed, SearchSubject subject)
    {
        string preset = parsed.GetRequiredValue(Preset);
        PlatformTable platform = PlatformCatalog.Open(parsed.GetValue(Platform) ?? SearchPresets.PlatformOf(preset));
        Workload workload = Workload.Of("model", subject.Topology);
        SearchSettings settings = new(
            preset,
            Path.GetFullPath(parsed.GetRequiredValue(Model)),
            Path.GetFullPath(parsed.GetRequiredValue(Corpus)),
            subject.ModelHash,
            subject.Topology,
            platform,
            parsed.GetValue(Objectives) is string list ? ParseObjectives(list) : SearchPresets.ObjectivesOf(preset),
            SearchVerbOptions.Positive(parsed, SramMib) ?? SearchPresets.SramLimitMiB(preset, platform, workload),
            SearchVerbOptions.Positive(parsed, MaxError),
            SearchPresets.DefaultErrorRise,
            parsed.GetValue(Seed),
            SearchVerbOptions.AtLeastOne(parsed, SearchVerbOptions.Evaluations) ?? DefaultEvaluations);
        SearchProblem.CheckObjectives(settings);
        return settings;
    }

    private static ObjectiveKind[] ParseObjectives(string list) =>
        [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseObjective)];

    private static ObjectiveKind ParseObjective(string name) => name switch
    {
        "error" => ObjectiveKind.Error,
        "size" => ObjectiveKind.Size,
        "speedup" => ObjectiveKind.Speedup,
        "energy" => ObjectiveKind.Energy,
        _ => throw new EdgeException(ExitCode.Usage, $"no objective '{name}'", "--objectives", "use error, size, speedup, energy"),
    };
}
