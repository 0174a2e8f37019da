using System.CommandLine;

using Edge.Runtime.Errors;

using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Beacons;
using HostTrainer.Search.Evaluation;
using HostTrainer.Workers;

namespace HostTrainer.Cli;

/// <summary>Runs a search to its end and prints what it found; progress goes to the error stream.</summary>
internal static class SearchVerbRun
{
    /// <summary>Runs and prints.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="run">A run of it.</param>
    /// <param name="subject">The model and the speech.</param>
    /// <param name="workers">The broker whose workers measure; null to measure in this process.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="cancellation">Interrupts the search.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="EdgeException">Interrupted (exit code 6), or the search cannot run.</exception>
    public static async Task<int> RunAsync(
        SearchArchive archive, SearchRun run, SearchSubject subject, QueueAddress? workers, ParseResult parsed, CancellationToken cancellation)
    {
        string path = archive.Where;
        int threads = SearchVerbOptions.AtLeastOne(parsed, SearchVerbOptions.Threads) ?? (workers is null ? Environment.ProcessorCount : RemoteEvaluator.DefaultOutstanding);
        TextWriter error = parsed.InvocationConfiguration.Error;
        error.WriteLine($"run {run.Id} in {path}: {run.Settings.Evaluations} evaluations, {threads} at a time");
        SearchProgressLine line = new(error, !Console.IsErrorRedirected);
        CheckPlaces(archive, run, workers);
        await using RemoteEvaluator? remote = workers is null ? null : new RemoteEvaluator(workers, run, threads, line.Notice, TimeProvider.System);
        using BeaconWorkshop? workshop = BeaconSearchOptions.Workshop(archive, run, path, threads);
        IGenerationEvaluator evaluator = remote ?? Here(subject, run, workshop, threads);
        SearchRunner runner = new(archive, subject, evaluator, TimeProvider.System, line.Show);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (SearchVerbOptions.TimeLimit(parsed) is TimeSpan minutes)
        {
            limit.CancelAfter(minutes);
        }

        try
        {
            await (remote?.ConnectAsync(limit.Token) ?? Task.CompletedTask).ConfigureAwait(false);
            await runner.RunAsync(run, limit.Token).ConfigureAwait(false);
            await (remote?.FinishAsync(limit.Token) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            line.End();
            error.WriteLine($"the time is up; go on with 'mohaq search resume --archive {path} --run {run.Id}'");
        }
        catch (OperationCanceledException e)
        {
            line.End();
            throw new EdgeException(
                ExitCode.Interrupted, "the search was interrupted; every finished evaluation is kept", path, $"go on with 'mohaq search resume --archive {path} --run {run.Id}'", e);
        }

        line.End();
        SearchVerbFront.Print(SearchReport.Of(archive, run.Id), parsed);
        return (int)ExitCode.Ok;
    }
    private static IGenerationEvaluator Here(SearchSubject subject, SearchRun run, BeaconWorkshop? workshop, int threads) => workshop is null
        ? new ParallelEvaluator(subject.Evaluator, threads)
        : new BeaconEvaluator(subject.Evaluator, workshop, run.Settings.Beacons!.Rules, threads);

    /// <summary>Retrained models are files beside the archive, and only this process knows them.</summary>
    private static void CheckPlaces(SearchArchive archive, SearchRun run, QueueAddress? workers)
    {
        if (run.Settings.Beacons is null)
        {
            return;
        }

        if (workers is not null)
        {
            throw new EdgeException(ExitCode.Usage, "a search that retrains measures in its own process", "--workers", "leave it away, or search without --beacon-corpus");
        }

        if (!File.Exists(archive.Where))
        {
            throw new EdgeException(
                ExitCode.Usage, "a search that retrains keeps its models beside its archive, which must be a file", archive.Where, "give a file as --archive");
        }
    }
}
