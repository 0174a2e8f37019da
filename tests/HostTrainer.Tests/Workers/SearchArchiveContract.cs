using Edge.Runtime.Errors;

using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Tests.Search;

using Xunit;

namespace HostTrainer.Tests.Workers;

/// <summary>What every archive does, whatever database it is in.</summary>
public abstract class SearchArchiveContract
{
    /// <summary>Where a new archive may be made.</summary>
    protected abstract Task<string> NewAsync();

    [Fact]
    public async Task A_search_leaves_the_same_behind_in_every_database()
    {
        using SearchFixture files = new();
        using SearchArchive expected = SearchArchive.Open(files.Path("expected.sqlite"));
        using SearchArchive archive = SearchArchive.Open(await NewAsync());
        SearchReport there = await SearchAsync(expected), here = await SearchAsync(archive);

        Assert.NotEmpty(there.Front);
        Assert.Equal(there.ArchiveHash, here.ArchiveHash);
        Assert.Equal(there.Hypervolume, here.Hypervolume);
        Assert.Equal(there.Front.Select(p => p.Genome), here.Front.Select(p => p.Genome));
    }

    [Fact]
    public async Task An_interrupted_search_resumes_from_what_was_kept()
    {
        string where = await NewAsync();
        using CancellationTokenSource stop = new();
        AnalyticEvaluator first = new(call =>
        {
            if (call == 31)
            {
                stop.Cancel();
            }
        });
        using (SearchArchive archive = SearchArchive.Open(where))
        {
            SearchRun run = archive.CreateRun(SearchFixture.Settings("size", 60), DateTimeOffset.UnixEpoch);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SearchFixture.RunAsync(archive, run, first, cancellation: stop.Token));
        }

        AnalyticEvaluator second = new();
        using SearchArchive again = SearchArchive.Open(where, mustExist: true);
        await SearchFixture.RunAsync(again, again.FindRun(null), second);

        Assert.Equal(60, again.Evaluations(again.FindRun(1)).Count);
        Assert.True(first.Calls + second.Calls <= 63, $"{first.Calls} + {second.Calls}");
    }

    [Fact]
    public async Task Runs_are_found_with_what_was_said_about_them()
    {
        DateTimeOffset created = new(2024, 5, 6, 7, 8, 9, 123, 456, TimeSpan.FromHours(2));
        using SearchArchive archive = SearchArchive.Open(await NewAsync());
        SearchRun first = archive.CreateRun(SearchFixture.Settings("size", 10), created);
        SearchRun second = archive.SetBudget(archive.CreateRun(SearchFixture.Settings("silago", 20, seed: 7), created), 30);
        double[] errors = [1.0 / 3, double.Epsilon, 99.999999999999986];
        archive.SetBaseline(second, errors, 1.5);
        archive.AddBase(second, 4, errors, 0.25);
        archive.AddBase(second, 4, [5, 6, 7], 0.25);

        SearchRun found = archive.FindRun(null);

        Assert.Equal([1L, 2L], [first.Id, found.Id]);
        Assert.Equal((30, 7u, "silago"), (found.Settings.Evaluations, found.Settings.Seed, found.Settings.Preset));
        Assert.Equal(errors, found.BaselineErrors);
        Assert.Equal(errors, archive.BaseErrors(found)[4]);
        Assert.Equal(2, found.Seconds);
        Assert.Equal(created, found.Created);
        Assert.Empty(archive.FindRun(1).BaselineErrors);
        Assert.Throws<EdgeException>(() => archive.FindRun(3));
    }

    [Fact]
    public async Task Measurements_read_back_bit_for_bit_and_places_are_taken_once()
    {
        using SearchArchive archive = SearchArchive.Open(await NewAsync());
        SearchRun run = archive.SetBaseline(archive.CreateRun(SearchFixture.Settings("size", 10), DateTimeOffset.UnixEpoch), [20, 21], 0);
        SearchProblem problem = new(run.Settings, run.BaselineErrors);
        int[] genome = [.. problem.Layout.Widest()];
        Measurement measurement = new([0.1, 1.0 / 3], [1, 0.123456789012345678], new BeaconProvenance([0.2, 5e-324], "beacon 1", [0.1, 1.0 / 3]));
        SearchEvaluation evaluation = new(0, 3, genome, genome, measurement, problem.Cost(genome, measurement), 0.5, ["a \"sentence\" with 'quotes'", "another, ä"]);

        archive.Add(run, evaluation, 0);

        Measurement read = Assert.Single(archive.Evaluations(run)).Measurement;
        Assert.Equal(measurement.SubsetErrors, read.SubsetErrors);
        Assert.Equal(measurement.UpdatedFractions, read.UpdatedFractions);
        Assert.Equal(measurement.Beacon!.BaseErrors, read.Beacon!.BaseErrors);
        Assert.Equal(measurement.Beacon.BeaconErrors, read.Beacon.BeaconErrors);
        Assert.Equal("beacon 1", read.Beacon.BeaconId);
        Assert.Throws<EdgeException>(() => archive.Add(run, evaluation, 0));
        Assert.Throws<EdgeException>(() => archive.Add(run, evaluation with { Sequence = 1 }, 0));
        Assert.Single(archive.Evaluations(run));
    }

    [Fact]
    public async Task An_archive_that_must_exist_is_not_made()
    {
        string where = await NewAsync();

        EdgeException e = Assert.Throws<EdgeException>(() => SearchArchive.Open(where, mustExist: true));

        Assert.Equal(ExitCode.BadInput, e.ExitCode);
        Assert.Throws<EdgeException>(() => SearchArchive.Open(where, mustExist: true));
        SearchArchive.Open(where).Dispose();
        SearchArchive.Open(where, mustExist: true).Dispose();
    }

    private static async Task<SearchReport> SearchAsync(SearchArchive archive)
    {
        SearchRun run = archive.CreateRun(SearchFixture.Settings("silago", 60), DateTimeOffset.UnixEpoch);
        await SearchFixture.RunAsync(archive, run, new AnalyticEvaluator(), threads: 3);
        return SearchReport.Of(archive, run.Id);
    }
}
