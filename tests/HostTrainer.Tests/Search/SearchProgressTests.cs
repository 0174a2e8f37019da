using HostTrainer.Cli;
using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;

using Xunit;

namespace HostTrainer.Tests.Search;

public class SearchProgressTests
{
    [Fact]
    public async Task The_last_progress_tells_what_the_report_tells()
    {
        using SearchFixture fixture = new();
        using SearchArchive archive = SearchArchive.Open(fixture.Path("a.sqlite"));
        SearchRun run = archive.CreateRun(SearchFixture.Settings("silago", 70), DateTimeOffset.UnixEpoch);
        List<SearchProgress> shown = [];
        AnalyticEvaluator evaluator = new();
        await new SearchRunner(archive, SearchFixture.Subject(evaluator), new ParallelEvaluator(evaluator, 2), TimeProvider.System, shown.Add).RunAsync(run, default);

        SearchReport report = SearchReport.Of(archive, run.Id);

        Assert.Equal(Enumerable.Range(1, 70), shown.Select(p => p.Done));
        Assert.Equal(report.Hypervolume, shown[^1].Hypervolume, 12);
        Assert.Equal(report.Front[0].Error, shown[^1].BestError);
        Assert.All(shown.Zip(shown.Skip(1)), p => Assert.True(p.Second.Hypervolume >= p.First.Hypervolume && p.Second.Feasible >= p.First.Feasible));
    }

    [Fact]
    public void A_terminal_gets_one_line_that_is_written_over_and_a_file_gets_lines_now_and_then()
    {
        SearchProgress[] all = [.. Enumerable.Range(1, 25).Select(i => new SearchProgress(i / 10, i, 25, i, i * 2.0, i / 2, i < 4 ? null : 21.5, i / 100.0))];

        string[] lines = Shown(all, terminal: false).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string terminal = Shown(all, terminal: true);

        Assert.Equal(["10 of 25", "20 of 25", "25 of 25"], lines.Select(l => l.Split(',')[0]));
        Assert.Equal("20 of 25, generation 2, hypervolume 0.2000, 10 feasible, best error 21.50 %, 40 s, 10 s left", lines[1]);
        Assert.Equal(25, terminal.Count(c => c == '\r'));
        Assert.Contains("[####################] 25 of 25", terminal, StringComparison.Ordinal);
        Assert.Contains("[##..................] 3 of 25, generation 0, hypervolume 0.0300, 1 feasible, best error -", terminal, StringComparison.Ordinal);
        Assert.EndsWith("\n", terminal, StringComparison.Ordinal);
    }

    private static string Shown(IEnumerable<SearchProgress> all, bool terminal)
    {
        using StringWriter output = new() { NewLine = "\n" };
        SearchProgressLine line = new(output, terminal);
        foreach (SearchProgress progress in all)
        {
            line.Show(progress);
        }

        line.End();
        return output.ToString();
    }
}
