using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using HostTrainer.Choosing;
using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;
using HostTrainer.Tests.Platforms;

using Xunit;

namespace HostTrainer.Tests.Search;

/// <summary>What a plan with delta thresholds costs on a device that was measured skipping unchanged inputs.</summary>
public sealed class DeltaPricingTests : IDisposable
{
    private readonly SearchFixture _files = new();
    private static readonly string[] Names = [.. SearchFixture.Topology.Matrices().Select(m => m.Name)];

    public void Dispose() => _files.Dispose();

    [Fact]
    public void What_was_transmitted_is_what_is_paid_for()
    {
        SearchProblem problem = new(Settings(), [20]);
        int[] genome = problem.Layout.Narrowest();
        double[] fractions = [.. Names.Select((_, i) => 0.05 + (0.1 * i))];
        Measurement measured = new([21], fractions);
        ICostModel model = MeasuredSamples.Platform().CreateModel();
        Workload workload = Workload.Of("model", SearchFixture.Topology);

        PlatformCost expected = model.Evaluate(workload, problem.Layout.ToLayers(genome), fractions);

        Assert.Equal(expected.Microseconds, problem.Cost(genome, measured).Microseconds);
        Assert.Equal(expected.Speedup, -problem.Fitness(genome, problem.Cost(genome, measured), measured).Objectives[1]);
        Assert.Equal(expected.Speedup, problem.KnownCost(genome, measured).Speedup);
    }

    [Fact]
    public void A_limit_excludes_only_what_would_break_it_with_nothing_transmitted()
    {
        SearchProblem free = new(Settings(), [20]);
        int[] genome = [.. free.Layout.Narrowest()];
        double best = free.Cost(genome, Measurement.None).Speedup!.Value;
        double all = free.Cost(genome, new Measurement([20], [.. Names.Select(_ => 1.0)])).Speedup!.Value;
        Assert.True(best > all);

        SearchProblem between = new(Settings(new SearchLimits(MinSpeedup: (best + all) / 2)), [20]);
        SearchProblem above = new(Settings(new SearchLimits(MinSpeedup: best * 1.01)), [20]);

        Assert.True(between.CostFeasible(genome));
        Assert.False(above.CostFeasible(genome));
        Measurement poor = new([20], [.. Names.Select(_ => 1.0)]);
        Assert.False(between.Fitness(genome, between.Cost(genome, poor), poor).Feasible);
    }

    [Fact]
    public void Figures_that_depend_on_what_is_transmitted_are_not_known_before_it_was_measured()
    {
        SearchProblem measured = new(Settings(), [20]);
        SearchProblem table = new(Settings() with { Platform = PlatformCatalog.Open("bitfusion") }, [20]);

        PlatformCost unknown = measured.KnownCost(measured.Layout.Widest(), Measurement.None);

        Assert.Null(unknown.Speedup);
        Assert.Null(unknown.Microseconds);
        Assert.True(unknown.SizeMiB > 0);
        Assert.NotNull(table.KnownCost(table.Layout.Widest(), Measurement.None).Speedup);
    }

    [Fact]
    public async Task A_search_reports_explains_and_hashes_the_price_of_what_was_transmitted()
    {
        string path = _files.Path("a.sqlite");
        using SearchArchive archive = SearchArchive.Open(path);
        SearchRun run = archive.CreateRun(Settings(), DateTimeOffset.UnixEpoch);
        await SearchFixture.RunAsync(archive, run, new AnalyticEvaluator());
        SearchReport report = SearchReport.Of(archive, null);
        SearchProblem problem = new(report.Run.Settings, report.Run.BaselineErrors);
        ICostModel model = MeasuredSamples.Platform().CreateModel();
        Workload workload = Workload.Of("model", SearchFixture.Topology);

        Assert.NotEmpty(report.Front);
        Assert.All(report.Front, p => Assert.Equal(
            model.Evaluate(workload, p.Plan.Layers, [.. p.Plan.Layers.Select(AnalyticEvaluator.Updated)]).Speedup, p.Cost.Speedup));
        Assert.Contains(report.Front, p => p.Plan.Layers.Any(l => l.DeltaThreshold > 0));

        IReadOnlyList<ArchivedEvaluation> evaluations = archive.Evaluations(report.Run);
        ArchivedEvaluation[] other = [.. evaluations.Select(e => e with { Measurement = e.Measurement with { UpdatedFractions = [.. e.Measurement.UpdatedFractions.Select(f => f / 2)] } })];
        Assert.NotEqual(ArchiveHash.Of(problem, evaluations), ArchiveHash.Of(problem, other));

        SearchFront front = new(report);
        MarginalPrices prices = new(problem, MeasuredPlan.Of(problem, 3, evaluations));
        foreach (MarginalPrice price in report.Front.SelectMany(p => prices.Around(p, out _)))
        {
            Assert.Equal(price.Source == PriceSource.Measured, price.Figures[Figure.Speedup] is not null);
            Assert.Equal(price.Source == PriceSource.Measured, price.Figures.Work is not null);
        }
    }

    [Fact]
    public void With_fixed_bits_only_thresholds_are_genes()
    {
        IReadOnlyList<LayerPrecision> bits = GenomeText.ParseBits("8 16 8 8 4 4 4 8 8 8 2 2 4 8 4 4", Names);
        SearchProblem problem = new(Settings() with { FixedLayers = bits }, [20]);
        int[] narrowest = problem.Layout.Narrowest();
        int[] skipping = [.. problem.Layout.Genes.Select(g => g.Domain[^1])];

        Assert.All(problem.Layout.Genes, g => Assert.Equal(GenePart.Delta, g.Part));
        Assert.Equal(bits.Skip(1).Where(l => l.ActivationBits is 4 or 8).Select(l => l.Name).Order(), problem.Layout.Genes.Select(g => g.Layer).Order());
        Assert.Equal(skipping, problem.Layout.Repair(skipping));
        Assert.All(problem.Layout.ToLayers(narrowest), l => Assert.Equal(0, l.DeltaThreshold));
        Assert.Equal(bits, problem.Layout.ToLayers(skipping).Select(l => l with { DeltaThreshold = null }));
        Assert.Equal(skipping, problem.Layout.FromLayers(problem.Layout.ToLayers(skipping)));
        Assert.Equal(0, problem.Layout.ToLayers(skipping)[0].DeltaThreshold);
    }

    [Theory]
    [InlineData(SearchStrategy.Guided)]
    [InlineData(SearchStrategy.Nsga2)]
    public async Task A_search_for_thresholds_alone_finds_a_front_at_the_fixed_bits(SearchStrategy strategy)
    {
        IReadOnlyList<LayerPrecision> bits = GenomeText.ParseBits("8 8 8 8 8 8 8 8 8 8 8 8 8 8 8 8", Names);
        using SearchArchive archive = SearchArchive.Open(_files.Path("b.sqlite"));
        SearchRun run = archive.CreateRun(Settings() with { FixedLayers = bits, Strategy = strategy, Evaluations = 40 }, DateTimeOffset.UnixEpoch);
        await SearchFixture.RunAsync(archive, run, new AnalyticEvaluator());
        SearchReport report = SearchReport.Of(archive, null);

        Assert.All(report.Front, p => Assert.Equal(bits, p.Plan.Layers.Select(l => l with { DeltaThreshold = null })));
        Assert.True(report.Front.Count > 3);
        Assert.Equal(bits, report.Run.Settings.FixedLayers);
    }

    [Theory]
    [InlineData(CellKind.Lstm)]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.LiGru)]
    public void Gated_networks_have_a_threshold_per_matrix(CellKind cell)
    {
        SearchSettings settings = Settings() with { Topology = new NetworkTopology(120, 64, 0, 3, Bidirectional: false, Outputs: 39, OutputDelay: 4, cell) };
        string[] names = [.. settings.Topology.Matrices().Select(m => m.Name)];
        SearchProblem bits = new(settings, [20]);
        SearchProblem thresholds = new(settings with { FixedLayers = GenomeText.ParseBits("8 8 8 8 8 8 8 8 8 8", names) }, [20]);

        Assert.Equal(names.Order(), thresholds.Layout.Genes.Select(g => g.Layer).Order());
        Assert.Equal(3 * names.Length, bits.Layout.Genes.Count);
        Assert.All(thresholds.Layout.ToLayers(thresholds.Layout.Narrowest()), l => Assert.Equal((8, 8), (l.WeightBits, l.ActivationBits)));
    }

    [Fact]
    public void Fixed_bits_without_a_threshold_to_search_for_are_refused()
    {
        IReadOnlyList<LayerPrecision> wide = [.. Names.Select(n => new LayerPrecision(n, 16, 16))];

        EdgeException error = Assert.Throws<EdgeException>(() => SearchProblem.Check(Settings() with { FixedLayers = wide }));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    private static SearchSettings Settings(SearchLimits? limits = null) => SearchFixture.Settings("bitfusion", 60) with
    {
        Platform = MeasuredSamples.Platform(),
        Limits = limits ?? new SearchLimits(),
        DeltaGenes = true,
        Strategy = SearchStrategy.Guided,
    };
}
