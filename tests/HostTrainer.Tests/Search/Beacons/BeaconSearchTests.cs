using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Beacons;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;

using Xunit;

namespace HostTrainer.Tests.Search.Beacons;

public sealed class BeaconSearchTests : IDisposable
{
    private const int Budget = 150;
    private static readonly BeaconRules Rules = new(LeastErrorRise: 2, MostErrorRise: 12, LeastSpeedupShare: 0.2, Distance: 4, MaxBeacons: 3);

    private readonly SearchFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task The_smaller_error_counts_and_both_are_kept()
    {
        IReadOnlyList<ArchivedEvaluation> evaluations = await SearchAsync("a", threads: 2);
        BeaconProvenance[] tried = [.. evaluations.Select(e => e.Measurement.Beacon).OfType<BeaconProvenance>()];
        Assert.Contains(tried, t => t.Serves);
        Assert.Contains(tried, t => !t.Serves);
        foreach (ArchivedEvaluation e in evaluations.Where(e => e.Measurement.Beacon is not null))
        {
            BeaconProvenance beacon = e.Measurement.Beacon!;
            Assert.Equal(Math.Min(beacon.BaseErrors.Max(), beacon.BeaconErrors.Max()), e.Measurement.Error);
        }
    }

    [Fact]
    public async Task Only_genomes_inside_the_gates_are_tried_and_every_one_by_its_nearest_beacon()
    {
        AnalyticBeacons beacons = new(new AnalyticEvaluator());
        IReadOnlyList<ArchivedEvaluation> evaluations = await SearchAsync("a", threads: 2, beacons);
        SearchProblem problem = new(SearchFixture.Settings("bitfusion", Budget), [20, 19, 21]);
        double ceiling = problem.Cost(problem.Layout.Narrowest(), Measurement.None).Speedup!.Value;
        int[] widest = problem.Layout.Widest();
        Assert.InRange(beacons.Made.Count, 1, Rules.MaxBeacons);
        foreach (ArchivedEvaluation e in evaluations.Where(e => e.Measurement.Error is not null))
        {
            int[] genome = GenomeText.Parse(e.Genome, "test");
            double basic = (e.Measurement.Beacon?.BaseErrors ?? e.Measurement.SubsetErrors).Max();
            bool inside = basic > 21 + 2 && basic < 21 + 12 && problem.Cost(genome, Measurement.None).Speedup >= 0.2 * ceiling;
            BeaconPlace[] earlier = [.. beacons.Made.Where(b => b.Sequence <= e.Sequence)];
            int[] distances = [BeaconDistance.Between(problem.Layout, genome, widest), .. earlier.Select(b => BeaconDistance.Between(problem.Layout, genome, b.Genome))];
            int nearest = Array.IndexOf(distances, distances.Min());
            Assert.Equal(inside && nearest > 0 ? earlier[nearest - 1].Id : null, e.Measurement.Beacon?.BeaconId);
            Assert.True(!inside || distances.Min() <= Rules.Distance || beacons.Made.Count == Rules.MaxBeacons);
        }
    }

    [Fact]
    public async Task The_number_of_threads_does_not_change_the_archive()
    {
        await SearchAsync("one", threads: 1);
        await SearchAsync("four", threads: 4);
        Assert.Equal(Content("one"), Content("four"));
    }

    /// <summary>Cancels at a measurement, or while a beacon is made.</summary>
    [Theory]
    [InlineData(12, 0)]
    [InlineData(4, 0)]
    [InlineData(20, 0)]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    public async Task An_interrupted_search_goes_on_to_the_same_archive(int measurement, int beacon)
    {
        await SearchAsync("whole", threads: 2);
        using (CancellationTokenSource stop = new())
        {
            int calls = 0;
            AnalyticEvaluator errors = new(_ => StopWhen(Interlocked.Increment(ref calls) == measurement));
            AnalyticBeacons beacons = new(errors, place => StopWhen(place.Number == beacon));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync("parts", 2, errors, beacons, stop.Token));

            void StopWhen(bool now)
            {
                if (now)
                {
                    stop.Cancel();
                }
            }
        }

        await RunAsync("parts", 2, new AnalyticEvaluator(), new AnalyticBeacons(new AnalyticEvaluator()), CancellationToken.None);
        Assert.Equal(Content("whole"), Content("parts"));
    }

    [Fact]
    public async Task Beacons_that_are_no_longer_needed_are_not_made_again()
    {
        await SearchAsync("a", threads: 2);
        AnalyticBeacons again = new(new AnalyticEvaluator());
        await RunAsync("a", 2, new AnalyticEvaluator(), again, CancellationToken.None);
        Assert.Empty(again.Made);
    }

    private List<string> Content(string name) => SearchFixture.Content(_fixture.Path(name));

    private async Task<IReadOnlyList<ArchivedEvaluation>> SearchAsync(string name, int threads, AnalyticBeacons? beacons = null)
    {
        await RunAsync(name, threads, new AnalyticEvaluator(), beacons ?? new AnalyticBeacons(new AnalyticEvaluator()), CancellationToken.None);
        using SearchArchive archive = SearchArchive.Open(_fixture.Path(name), mustExist: true);
        return archive.Evaluations(archive.FindRun(null));
    }

    private async Task RunAsync(string name, int threads, AnalyticEvaluator errors, AnalyticBeacons beacons, CancellationToken cancellation)
    {
        bool goOn = File.Exists(_fixture.Path(name));
        using SearchArchive archive = SearchArchive.Open(_fixture.Path(name));
        SearchRun run = goOn ? archive.FindRun(null) : archive.CreateRun(SearchFixture.Settings("bitfusion", Budget), DateTimeOffset.UnixEpoch);
        BeaconEvaluator evaluator = new(errors, beacons, Rules, threads);
        await new SearchRunner(archive, SearchFixture.Subject(errors), evaluator, TimeProvider.System).RunAsync(run, cancellation);
    }
}
