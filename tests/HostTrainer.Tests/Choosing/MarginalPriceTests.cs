using HostTrainer.Choosing;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;
using HostTrainer.Tests.Search;

using Xunit;

namespace HostTrainer.Tests.Choosing;

public sealed class MarginalPriceTests : IDisposable
{
    private readonly ChoosingFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("silago")]
    [InlineData("size")]
    public async Task Costs_are_those_of_the_platform_and_known_errors_those_of_the_archive(string preset)
    {
        (SearchFront front, IReadOnlyList<ArchivedEvaluation> evaluations) = await _fixture.FrontAsync(preset, 200);
        Dictionary<string, double> archived = evaluations.Where(e => e.Measurement.Error is not null).ToDictionary(e => e.Genome, e => e.Measurement.Error!.Value);
        MarginalPrices prices = Prices(front, evaluations);
        int measured = 0;
        foreach (var point in front.Points)
        {
            foreach (MarginalPrice price in prices.Around(point, out double? typical))
            {
                string genome = GenomeText.Format(price.Genome);
                Assert.Equal(front.Problem.Cost(price.Genome, Measurement.None).SizeMiB - point.Cost.SizeMiB, price.Differences[(int)Figure.Size]);
                Assert.Equal(front.Problem.Cost(price.Genome, Measurement.None).Speedup - point.Cost.Speedup, price.Differences[(int)Figure.Speedup]);
                Assert.Equal(archived.ContainsKey(genome) ? PriceSource.Measured : PriceSource.Estimated, price.Source);
                Assert.Equal(1, price.Genome.Zip(point.Genome).Count(g => g.First != g.Second));
                Assert.NotNull(typical);
                if (archived.TryGetValue(genome, out double error))
                {
                    measured++;
                    Assert.Equal(error - point.Error, price.Differences[(int)Figure.Error]);
                }
            }
        }

        Assert.True(measured > 0);
    }

    [Fact]
    public async Task Every_gene_has_a_step_in_each_direction_its_domain_allows()
    {
        (SearchFront front, IReadOnlyList<ArchivedEvaluation> evaluations) = await _fixture.FrontAsync("size", 60);
        MarginalPrices prices = Prices(front, evaluations);
        foreach (var point in front.Points)
        {
            var expected = front.Problem.Layout.Genes.SelectMany((gene, i) => new[] { point.Genome[i] / 2, point.Genome[i] * 2 }
                .Where(b => b >= gene.Minimum && b <= 16).Select(b => (gene.Name, b)));

            Assert.Equal(expected, prices.Around(point, out _).Select(p => (p.Gene.Name, p.To)));
        }
    }

    [Fact]
    public async Task Estimates_on_a_function_of_separate_layers_are_near_the_truth()
    {
        (SearchFront front, IReadOnlyList<ArchivedEvaluation> evaluations) = await _fixture.FrontAsync("size", 400);
        var point = front.Point(front.Knee);
        MarginalPrice[] estimated = [.. Prices(front, evaluations).Around(point, out double? typical).Where(p => p.Source == PriceSource.Estimated)];

        double[] misses = [.. estimated.Select(p => Math.Abs(Truth(front.Problem, p.Genome) - p.Figures.Error!.Value))];

        Assert.NotEmpty(misses);
        Assert.InRange(misses.Average(), 0, 0.25);
        Assert.InRange(typical!.Value, 0, 0.5);
    }

    [Fact]
    public async Task Measuring_replaces_estimates_is_kept_and_goes_on_where_it_was_interrupted()
    {
        (SearchFront front, IReadOnlyList<ArchivedEvaluation> evaluations) = await _fixture.FrontAsync("size", 80);
        var point = front.Point(front.Knee);
        string archive = _fixture.Path("a.sqlite");
        IReadOnlyList<int[]> steps = Prices(front, evaluations).UnknownSteps(point.Genome);
        Assert.True(steps.Count > 6);
        using CancellationTokenSource stop = new();
        AnalyticEvaluator first = new(call =>
        {
            if (call == 5)
            {
                stop.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MeasureAsync(front, archive, first, steps, stop.Token));

        AnalyticEvaluator second = new(_ => { });
        MarginalPrices prices = Prices(front, evaluations);
        using (MeasuredSteps store = MeasuredSteps.Open(archive, front.Report.Run))
        {
            Assert.Equal(4, store.Read().Count);
            store.Read().ToList().ForEach(prices.Add);
        }

        (await MeasureAsync(front, archive, second, prices.UnknownSteps(point.Genome), CancellationToken.None)).ToList().ForEach(prices.Add);

        Assert.Equal(steps.Count - 4, second.Calls);
        Assert.Empty(prices.UnknownSteps(point.Genome));
        Assert.All(prices.Around(point, out _), p =>
        {
            Assert.Equal(PriceSource.Measured, p.Source);
            Assert.Equal(Truth(front.Problem, p.Genome), p.Figures.Error!.Value);
        });
    }

    [Fact]
    public async Task Steps_measured_on_other_speech_do_not_count()
    {
        (SearchFront front, _) = await _fixture.FrontAsync("size", 30);
        string archive = _fixture.Path("a.sqlite");
        var run = front.Report.Run;
        using (MeasuredSteps store = MeasuredSteps.Open(archive, run))
        {
            store.Add(new MeasuredPlan(front.Points[0].Genome, 12.5, [1, 0.25]));
            MeasuredPlan read = store.Read().Single();
            Assert.Equal(12.5, read.Error);
            Assert.Equal([1, 0.25], read.UpdatedFractions);
        }

        using MeasuredSteps other = MeasuredSteps.Open(archive, run with { Settings = run.Settings with { CorpusHash = new string('d', 64) } });
        Assert.Empty(other.Read());
    }

    [Fact]
    public async Task Prices_around_a_retrained_point_are_those_of_the_weights_the_search_began_with()
    {
        (SearchFront front, IReadOnlyList<ArchivedEvaluation> evaluations) = await _fixture.FrontAsync("size", 80);
        var plain = front.Point(front.Knee);
        var retrained = plain with { Measurement = new Measurement([15, 14, 15], [], new BeaconProvenance(plain.SubsetErrors, "beacon", [15, 14, 15])) };

        IReadOnlyList<MarginalPrice> a = Prices(front, evaluations).Around(plain, out _), b = Prices(front, evaluations).Around(retrained, out _);

        Assert.Equal(a.Select(p => p.Differences[0]), b.Select(p => p.Differences[0]));
    }

    private static MarginalPrices Prices(SearchFront front, IReadOnlyList<ArchivedEvaluation> evaluations) =>
        new(front.Problem, MeasuredPlan.Of(front.Problem, front.Report.Run.BaselineErrors.Count, evaluations));

    private static double Truth(SearchProblem problem, IReadOnlyList<int> genome) =>
        new AnalyticEvaluator().Measure(problem.Plan(genome), null, CancellationToken.None).SubsetErrors.Max();

    private static async Task<IReadOnlyList<MeasuredPlan>> MeasureAsync(
        SearchFront front, string archive, AnalyticEvaluator evaluator, IReadOnlyList<int[]> steps, CancellationToken cancellation)
    {
        using MeasuredSteps store = MeasuredSteps.Open(archive, front.Report.Run);
        return await new StepMeasurement(front.Problem, SearchFixture.Subject(evaluator), store, threads: 1).RunAsync(steps, _ => { }, cancellation);
    }
}
