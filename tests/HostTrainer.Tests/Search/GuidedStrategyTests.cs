using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Nsga;
using HostTrainer.Search.Strategies;
using HostTrainer.Search.Strategies.Guided;
using HostTrainer.Search.Study;

using Xunit;

namespace HostTrainer.Tests.Search;

public class GuidedStrategyTests
{
    [Fact]
    public async Task Half_the_evaluations_reach_what_plain_NSGA2_reaches_on_an_additive_error()
    {
        SearchSettings settings = SearchFixture.Settings("size", 150);
        StrategyStudy study = new(settings, SearchFixture.Subject(new AnalyticEvaluator()));

        IReadOnlyList<StudyCurve> curves = await study.RunAsync([1], 75, default);

        Assert.Equal([150, 75], curves.Select(c => c.Hypervolume.Count));
        foreach (StudyCurve[] pair in curves.Chunk(2))
        {
            Assert.True(pair[1].EvaluationsTo(pair[0].Hypervolume[^1]) <= 75, $"{pair[0].Hypervolume[^1]} against {pair[1].Hypervolume[^1]}");
        }
    }

    [Fact]
    public async Task A_search_in_parts_on_other_threads_has_the_hash_of_one_in_one_piece()
    {
        using SearchFixture fixture = new();
        using SearchArchive whole = SearchArchive.Open(fixture.Path("whole.sqlite")), parts = SearchArchive.Open(fixture.Path("parts.sqlite"));
        SearchSettings settings = SearchFixture.Settings("silago", 40) with { Strategy = SearchStrategy.Guided };
        await SearchFixture.RunAsync(whole, whole.CreateRun(settings, DateTimeOffset.UnixEpoch), new AnalyticEvaluator());
        SearchRun begun = parts.CreateRun(settings with { Evaluations = 23 }, DateTimeOffset.UnixEpoch);
        await SearchFixture.RunAsync(parts, begun, new AnalyticEvaluator(), threads: 3);
        await SearchFixture.RunAsync(parts, parts.SetBudget(parts.FindRun(1), 40), new AnalyticEvaluator(), threads: 2);

        Assert.Equal(SearchReport.Of(whole, 1).ArchiveHash, SearchReport.Of(parts, 1).ArchiveHash);
    }

    [Fact]
    public void The_first_genomes_differ_in_one_gene_from_eight_bits_everywhere()
    {
        SearchProblem problem = new(SearchFixture.Settings("bitfusion", 100), [20]);
        ISearchStrategy strategy = new GuidedStrategy(problem, 1);

        IReadOnlyList<Candidate> probes = strategy.Ask();

        int[][] genomes = [.. probes.Select(p => problem.Layout.Decode(p.Point))];
        Assert.Equal(1 + (2 * 15) + 1, genomes.Length);
        Assert.All(genomes[0], v => Assert.Equal(8, v));
        Assert.All(genomes.Skip(1), g => Assert.Single(g, v => v != 8));
        Assert.All(probes, p => Assert.True(p.MeasureAnyway));
    }

    [Fact]
    public void A_search_that_retrains_also_begins_with_the_narrowest_genome_and_its_neighbours()
    {
        SearchProblem problem = new(SearchFixture.Settings("bitfusion", 100), [20]);
        IReadOnlyList<Candidate> plain = new GuidedStrategy(problem, 1).Ask(), retraining = new GuidedStrategy(problem, 1, beacons: true).Ask();

        Assert.Equal(plain.Select(c => problem.Layout.Decode(c.Point)), retraining.Take(plain.Count).Select(c => problem.Layout.Decode(c.Point)));
        int[][] narrow = [.. retraining.Skip(plain.Count).Select(c => problem.Layout.Decode(c.Point))];
        Assert.Equal(1 + 16, narrow.Length);
        Assert.Equal(problem.Layout.Narrowest(), narrow[0]);
        Assert.All(narrow.Skip(1), g => Assert.Equal(1, g.Zip(narrow[0]).Count(v => v.First != v.Second)));
        Assert.All(narrow.Skip(1), g => Assert.All(g.Zip(narrow[0]), v => Assert.True(v.First >= v.Second)));
    }

    [Fact]
    public void The_model_of_the_error_goes_through_what_was_measured_and_is_sure_there()
    {
        double[][] places = [[0, 0], [1, 0], [0, 1], [0.4, 0.4]];
        double[] values = [20, 25, 22, 21.5];
        HarmModel model = new(places, values, 20, new PointKernel(16, 4, 1), 1e-6);

        for (int i = 0; i < places.Length; i++)
        {
            Assert.Equal(values[i], model.Mean(places[i]), 3);
            Assert.True(model.Deviation(places[i]) < 0.01);
        }

        Assert.InRange(model.Mean([1, 1]), 25, 29);
        Assert.True(model.Deviation([1, 1]) > 0.5);
    }

    [Fact]
    public void A_system_of_equations_is_solved()
    {
        CholeskyFactor factor = new([[4], [2, 10], [-2, 5, 9]]);

        double[] x = factor.Solve([2, 27, 24]);

        Assert.Equal([4.0 * x[0] + 2 * x[1] - 2 * x[2], 2 * x[0] + 10 * x[1] + 5 * x[2], -2 * x[0] + 5 * x[1] + 9 * x[2]], [2.0, 27, 24], (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Throws<ArgumentException>(() => new CholeskyFactor([[1], [2, 1]]));
    }
}
