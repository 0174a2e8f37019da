using System.Diagnostics;

using Edge.Runtime.Errors;

using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Nsga;

using Xunit;

namespace HostTrainer.Tests.Search;

public sealed class SearchRunTests : IDisposable
{
    private readonly SearchFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("bitfusion")]
    [InlineData("silago")]
    [InlineData("size")]
    public async Task A_search_finds_a_front_that_keeps_every_limit(string preset)
    {
        SearchReport report = await SearchAsync(_fixture.Path("a.sqlite"), preset, 120);

        Assert.Equal(120, report.Evaluations);
        Assert.NotEmpty(report.Front);
        Assert.InRange(report.Hypervolume, 0.01, 1);
        Assert.Equal(21, report.BaselineError);
        Assert.Equal(29, report.ErrorLimit);
        Assert.All(report.Front, p => Assert.True(p.Error <= report.ErrorLimit && p.Cost.Feasible));
        Assert.All(report.Front, p => Assert.Equal(p.SubsetErrors.Max(), p.Error));
        foreach (FrontPoint a in report.Front)
        {
            Assert.DoesNotContain(report.Front, b => Dominance.Dominates(Objectives(report, b), Objectives(report, a)));
        }
    }

    [Fact]
    public async Task More_evaluations_give_a_better_front()
    {
        SearchReport few = await SearchAsync(_fixture.Path("few.sqlite"), "size", 40);
        SearchReport many = await SearchAsync(_fixture.Path("many.sqlite"), "size", 400);

        Assert.True(many.Hypervolume > few.Hypervolume, $"{few.Hypervolume} -> {many.Hypervolume}");
    }

    [Fact]
    public async Task The_number_of_threads_does_not_change_the_archive()
    {
        await SearchAsync(_fixture.Path("one.sqlite"), "bitfusion", 90, threads: 1);
        await SearchAsync(_fixture.Path("four.sqlite"), "bitfusion", 90, threads: 4);

        Assert.Equal(SearchFixture.Content(_fixture.Path("one.sqlite")), SearchFixture.Content(_fixture.Path("four.sqlite")));
    }

    [Fact]
    public async Task An_interrupted_search_goes_on_to_the_same_archive_and_measures_nothing_twice()
    {
        await SearchAsync(_fixture.Path("whole.sqlite"), "size", 100);
        using CancellationTokenSource stop = new();
        AnalyticEvaluator first = new(call =>
        {
            if (call == 58)
            {
                stop.Cancel();
            }
        });
        string path = _fixture.Path("parts.sqlite");
        using (SearchArchive archive = SearchArchive.Open(path))
        {
            SearchRun run = archive.CreateRun(SearchFixture.Settings("size", 100), DateTimeOffset.UnixEpoch);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SearchFixture.RunAsync(archive, run, first, cancellation: stop.Token));
        }

        AnalyticEvaluator second = new(_ => { });
        using (SearchArchive archive = SearchArchive.Open(path, mustExist: true))
        {
            await SearchFixture.RunAsync(archive, archive.FindRun(null), second);
        }

        Assert.Equal(SearchFixture.Content(_fixture.Path("whole.sqlite")), SearchFixture.Content(path));
        Assert.Equal(101 - 57, second.Calls);
    }

    [Fact]
    public async Task A_larger_budget_goes_on_as_if_it_had_been_given_at_once()
    {
        await SearchAsync(_fixture.Path("whole.sqlite"), "silago", 97);
        string path = _fixture.Path("parts.sqlite");
        await SearchAsync(path, "silago", 43);
        using (SearchArchive archive = SearchArchive.Open(path))
        {
            await SearchFixture.RunAsync(archive, archive.SetBudget(archive.FindRun(1), 97), new AnalyticEvaluator());
        }

        static List<string> WithoutSettings(string path) => [.. SearchFixture.Content(path).Skip(1)];
        Assert.Equal(WithoutSettings(_fixture.Path("whole.sqlite")), WithoutSettings(path));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(23, 2)]
    [InlineData(61, 2)]
    public async Task A_killed_process_leaves_an_archive_that_resumes_to_the_same_end(int measurements, int threads)
    {
        await SearchAsync(_fixture.Path("whole.sqlite"), "size", 80);
        string path = _fixture.Path("killed.sqlite");
        await KillAfterAsync(path, "size", 80, measurements, threads);

        using (SearchArchive archive = SearchArchive.Open(path, mustExist: true))
        {
            await SearchFixture.RunAsync(archive, archive.FindRun(null), new AnalyticEvaluator(), threads: 2);
        }

        Assert.Equal(SearchFixture.Content(_fixture.Path("whole.sqlite")), SearchFixture.Content(path));
    }

    [Fact]
    public async Task The_error_of_a_plan_that_does_not_fit_is_not_measured()
    {
        AnalyticEvaluator evaluator = new(_ => { });
        string path = _fixture.Path("tight.sqlite");
        using SearchArchive archive = SearchArchive.Open(path);
        SearchRun run = archive.CreateRun(SearchFixture.Settings("bitfusion", 40), DateTimeOffset.UnixEpoch);
        await SearchFixture.RunAsync(archive, run, evaluator);

        int fit = archive.Evaluations(run).Count(e => e.Measurement.Error is not null);

        Assert.InRange(fit, 1, 39);
        Assert.Equal(fit + 1, evaluator.Calls);
        Assert.Contains(SearchFixture.Content(path), r => r.Contains("above the limit of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_model_is_refused()
    {
        using SearchArchive archive = SearchArchive.Open(_fixture.Path("a.sqlite"));
        SearchRun run = archive.CreateRun(SearchFixture.Settings("size", 5) with { ModelHash = new string('b', 64) }, DateTimeOffset.UnixEpoch);

        EdgeException e = await Assert.ThrowsAsync<EdgeException>(() => SearchFixture.RunAsync(archive, run, new AnalyticEvaluator()));

        Assert.Contains("another model", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_that_does_not_follow_from_its_seed_is_refused()
    {
        string path = _fixture.Path("a.sqlite");
        await SearchAsync(path, "size", 40);
        using SearchArchive archive = SearchArchive.Open(path);
        SearchRun run = archive.FindRun(1);

        EdgeException e = await Assert.ThrowsAsync<EdgeException>(
            () => SearchFixture.RunAsync(archive, run with { Settings = run.Settings with { Seed = 2 } }, new AnalyticEvaluator()));

        Assert.Contains("does not follow", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_archive_is_refused_and_left_alone()
    {
        string text = _fixture.Path("text.sqlite");
        File.WriteAllText(text, "this is no database, and it is long enough to have a header of one hundred bytes if it were one. Really.");
        string before = File.ReadAllText(text);

        Assert.Throws<EdgeException>(() => SearchArchive.Open(text));
        Assert.Equal(before, File.ReadAllText(text));
        Assert.Throws<EdgeException>(() => SearchArchive.Open(_fixture.Path("missing.sqlite"), mustExist: true));
        Assert.False(File.Exists(_fixture.Path("missing.sqlite")));
        Assert.Throws<EdgeException>(() => SearchArchive.Open(_fixture.Path("no/such/folder/a.sqlite")));
    }

    private static async Task KillAfterAsync(string path, string preset, int budget, int measurements, int threads)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true };
        foreach (string argument in new[] { "exec", typeof(ProbeProgram).Assembly.Location, path, preset, $"{budget}", $"{measurements}", $"{threads}" })
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Assert.Equal("stopped", await process.StandardOutput.ReadLineAsync());
        process.Kill();
        await process.WaitForExitAsync();
    }

    private static async Task<SearchReport> SearchAsync(string path, string preset, int evaluations, int threads = 2)
    {
        using SearchArchive archive = SearchArchive.Open(path);
        SearchRun run = archive.CreateRun(SearchFixture.Settings(preset, evaluations), DateTimeOffset.UnixEpoch);
        await SearchFixture.RunAsync(archive, run, new AnalyticEvaluator(), threads);
        return SearchReport.Of(archive, run.Id);
    }

    private static IReadOnlyList<double> Objectives(SearchReport report, FrontPoint point) =>
        new HostTrainer.Search.Evaluation.SearchProblem(report.Run.Settings, report.Run.BaselineErrors).Fitness(point.Genome, point.Cost, point.Measurement).Objectives;
}
