using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;

using Edge.Runtime.Model;

using HostTrainer.Cli;
using HostTrainer.Reports;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Tests.Search;

using Xunit;

namespace HostTrainer.Tests.Reports;

public sealed class RunCommandsTests : IDisposable
{
    private readonly SearchFixture _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("--preset", "silago")]
    [InlineData("--preset", "bitfusion", "--max-size-mib", "0.2", "--utterances", "7")]
    [InlineData("--preset", "size", "--error-rise", "3.25", "--subsets", "3", "--stop-early", "--seed", "77")]
    [InlineData("--platform", "silago", "--objectives", "energy,error,size", "--max-error", "33", "--min-speedup", "1.5", "--max-energy", "9")]
    [InlineData("--platform", "bitfusion", "--objectives", "error,work", "--max-work", "0.7", "--delta-genes")]
    public async Task The_command_in_a_report_starts_the_same_search_again(params string[] options)
    {
        string first = _files.Path("first one's.sqlite");
        SearchSettings settings = await StartAsync(["start", .. options, "--model", "m o'del", "--corpus", "c", "--corpus", "d", "--evaluations", "3", "--archive", first]);

        SearchSettings again;
        using (SearchArchive archive = SearchArchive.Open(first, mustExist: true))
        {
            string[] words = await WordsOfAsync(RunCommands.Of(archive.FindRun(1), first)[0]);
            Assert.Equal(["mohaq", "search", "start"], words[..3]);
            Assert.Equal(first, words[^1]);
            again = await StartAsync([.. words[2..^1], _files.Path("second.sqlite")]);
        }

        Assert.Equal(Text(settings), Text(again));
    }

    /// <summary>The words a POSIX shell makes of a command.</summary>
    private static async Task<string[]> WordsOfAsync(string command)
    {
        ProcessStartInfo start = new("sh", ["-c", $"printf '%s\\n' {command}"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Text(SearchSettings settings) => JsonSerializer.Serialize(settings);

    private static async Task<SearchSettings> StartAsync(string[] args)
    {
        Command search = SearchVerb.Create(_ => SearchFixture.Subject(new CountingEvaluator()));
        ParseResult parsed = search.Parse(args);
        Assert.Empty(parsed.Errors);
        Assert.Equal(0, await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = TextWriter.Null, Error = TextWriter.Null }));
        using SearchArchive archive = SearchArchive.Open(args[^1], mustExist: true);
        return archive.FindRun(null).Settings;
    }

    /// <summary>Counts transmitted inputs too, as a search for delta thresholds needs it.</summary>
    private sealed class CountingEvaluator : IErrorEvaluator
    {
        private readonly AnalyticEvaluator _errors = new();

        public ErrorMeasurement Measure(PrecisionPlan plan, double? enough, CancellationToken cancellation) =>
            _errors.Measure(plan, enough, cancellation) with { UpdatedFractions = [.. plan.Layers.Select(l => l.DeltaThreshold > 0 ? 0.5 : 1.0)] };
    }
}
