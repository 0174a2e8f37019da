using System.CommandLine;

using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Workers;

namespace HostTrainer.Cli;

/// <summary><c>mohaq search resume</c>: goes on with a search, also with a larger budget.</summary>
public static class SearchVerbResume
{
    /// <summary>Builds the verb.</summary>
    /// <param name="load">Opens the model and the corpus.</param>
    public static Command Create(SearchSubjectLoader load)
    {
        Command command = new("resume", "Goes on with a search that was interrupted, or gives it a larger budget.")
        {
            SearchVerbOptions.Run, SearchVerbOptions.Evaluations, SearchVerbOptions.Minutes, SearchVerbOptions.Threads, SearchVerbOptions.Archive, SearchVerbOptions.Json,
        };
        QueueOptions.AddWorkersTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(load, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(SearchSubjectLoader load, ParseResult parsed, CancellationToken cancellation)
    {
        QueueAddress? workers = QueueOptions.ForWorkers(parsed);
        using SearchArchive archive = SearchArchive.Open(parsed.GetRequiredValue(SearchVerbOptions.Archive), mustExist: true);
        SearchRun run = archive.FindRun(parsed.GetValue(SearchVerbOptions.Run));
        SearchSubject subject = load(run.Settings.Sources);
        if (SearchVerbOptions.AtLeastOne(parsed, SearchVerbOptions.Evaluations) is int budget)
        {
            run = archive.SetBudget(run, Math.Max(budget, run.Settings.Evaluations));
        }

        return await SearchVerbRun.RunAsync(archive, run, subject, workers, parsed, cancellation).ConfigureAwait(false);
    }
}
