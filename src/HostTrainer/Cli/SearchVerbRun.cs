using System.CommandLine;

using Edge.Runtime.Errors;

using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Beacons;
using HostTrainer.Search.Evaluation;

namespace HostTrainer.Cli;

/// <summary>Runs a search to its end and prints what it found; progress goes to the error stream.</summary>
internal static class SearchVerbRun
{
    /// <summary>Runs and prints.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="EdgeException">Interrupted (exit code 6), or the search cannot run.</exception>
    public static async Task<int> RunAsync(
        SearchArchive archive, SearchRun run, SearchSubject subject, ParseResult parsed, CancellationToken cancellation)
    {
        string path = parsed.GetRequiredValue(SearchVerbOptions.Archive);
        int threads = SearchVerbOptions.AtLeastOne(parsed, SearchVerbOptions.Threads) ?? Environment.ProcessorCount;
        TextWriter error = parsed.InvocationConfiguration.Error;
        error.WriteLine($"run {run.Id} in {path}: {run.Settings.Evaluations} evaluations, {threads} at a time");
        SearchProgressLine line = new(error, !Console.IsErrorRedirected);
        using BeaconWorkshop? workshop = BeaconSearchOptions.Workshop(archive, run, path, threads);
        IGenerationEvaluator evaluator = workshop is null
            ? new ParallelEvaluator(subject.Evaluator, threads)
            : new BeaconEvaluator(subject.Evaluator, workshop, run.Settings.Beacons!.Rules, threads);
        SearchRunner runner = new(archive, subject, evaluator, TimeProvider.System, line.Show);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (SearchVerbOptions.TimeLimit(parsed) is TimeSpan minutes)
        {
            limit.CancelAfter(minutes);
        }

        try
        {
            await runner.RunAsync(run, limit.Token).ConfigureAwait(false);
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
}
