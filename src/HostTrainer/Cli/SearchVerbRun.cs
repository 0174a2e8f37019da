using System.CommandLine;
using System.Globalization;

using Edge.Runtime.Errors;

using HostTrainer.Search;
using HostTrainer.Search.Archive;
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
        SearchRunner runner = new(archive, subject, threads, TimeProvider.System, p => Show(error, p));
        try
        {
            await runner.RunAsync(run, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw new EdgeException(
                ExitCode.Interrupted, "the search was interrupted; every finished evaluation is kept", path, $"go on with 'mohaq search resume --archive {path} --run {run.Id}'", e);
        }

        SearchVerbFront.Print(SearchReport.Of(archive, run.Id), parsed);
        return (int)ExitCode.Ok;
    }

    private static void Show(TextWriter error, SearchProgress progress)
    {
        bool last = progress.Done == progress.Budget;
        if (Console.IsErrorRedirected)
        {
            if (last || progress.Done % 10 == 0)
            {
                error.WriteLine(Line(progress));
            }

            return;
        }

        error.Write("\r" + Line(progress).PadRight(78));
        if (last)
        {
            error.WriteLine();
        }
    }

    private static string Line(SearchProgress progress)
    {
        double left = progress.Fresh == 0 ? 0 : progress.Seconds / progress.Fresh * (progress.Budget - progress.Done);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"generation {progress.Generation}: {progress.Done} of {progress.Budget} evaluations, {progress.Seconds:0} s, about {left:0} s left");
    }
}
