using System.CommandLine;

using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Workers;

namespace HostTrainer.Cli;

/// <summary><c>mohaq search start</c>: begins a search and runs it.</summary>
public static class SearchVerbStart
{
    /// <summary>Builds the verb.</summary>
    /// <param name="load">Opens the model and the speech.</param>
    public static Command Create(SearchSubjectLoader load)
    {
        Command command = new("start", "Begins a search and runs it until the budget is spent.")
        {
            SearchVerbOptions.Evaluations, SearchVerbOptions.Minutes, SearchVerbOptions.Threads, SearchVerbOptions.Archive, SearchVerbOptions.Json,
        };
        SearchSettingsOptions.AddTo(command);
        QueueOptions.AddWorkersTo(command);
        BeaconSearchOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(load, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(SearchSubjectLoader load, ParseResult parsed, CancellationToken cancellation)
    {
        QueueAddress? workers = QueueOptions.ForWorkers(parsed);
        SearchSubject subject = load(SearchSettingsOptions.Sources(parsed));
        SearchSettings settings = SearchSettingsOptions.Read(parsed, subject) with { Beacons = BeaconSearchOptions.Read(parsed) };
        using SearchArchive archive = SearchArchive.Open(parsed.GetRequiredValue(SearchVerbOptions.Archive));
        SearchRun run = archive.CreateRun(settings, TimeProvider.System.GetUtcNow());
        return await SearchVerbRun.RunAsync(archive, run, subject, workers, parsed, cancellation).ConfigureAwait(false);
    }
}
