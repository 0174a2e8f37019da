using Edge.Runtime.Model;

using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;

using Xunit;

namespace HostTrainer.Tests.Search;

public sealed class SearchSettingsTests : IDisposable
{
    private readonly SearchFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Objectives_and_limits_are_free_to_combine()
    {
        SearchSettings settings = SearchFixture.Settings("silago", 150) with
        {
            Objectives = [ObjectiveKind.Size, ObjectiveKind.Energy],
            Limits = new SearchLimits(MaxError: 27, MaxSizeMiB: 1.6, MinSpeedup: 2.5, MaxEnergyMicrojoule: 1.2, MaxWork: 0.4),
        };

        SearchReport report = await RunAsync(settings, "free.sqlite");

        Assert.NotEmpty(report.Front);
        Assert.All(report.Front, p =>
        {
            Assert.True(p.Error <= 27 && p.Cost.SizeMiB <= 1.6 && p.Cost.Speedup >= 2.5 && p.Cost.EnergyMicrojoule <= 1.2 && p.Work <= 0.4);
        });
    }

    [Fact]
    public async Task Delta_thresholds_are_genes_whose_saving_counts_as_measured()
    {
        SearchSettings settings = SearchFixture.Settings("size", 55) with
        {
            DeltaGenes = true,
            Objectives = [ObjectiveKind.Error, ObjectiveKind.Work],
        };

        foreach (SearchStrategy strategy in Enum.GetValues<SearchStrategy>())
        {
            SearchReport report = await RunAsync(settings with { Strategy = strategy }, $"{strategy}.sqlite");

            Assert.Contains(report.Front, p => p.Plan.Layers.Any(l => l.DeltaThreshold > 0));
            Assert.All(report.Front, p => Assert.Equal(ExpectedWork(p), p.Work, 12));
        }
    }

    [Fact]
    public void A_delta_level_becomes_a_threshold_of_its_activation_bits()
    {
        GenomeLayout layout = GenomeLayout.Create(["L0", "Pr1", "L1", "FC"], sharedPrecision: false, delta: true);

        // wL0 wL1 aL0 aL1 wPr1 aPr1 wFC aFC dL0 dL1 dPr1 dFC
        int[] genome = layout.Repair([4, 4, 8, 8, 2, 4, 8, 2, 1, 4, 4, 3]);

        Assert.Equal("dL0 dL1 dPr1 dFC", string.Join(' ', layout.Genes.Select(g => g.Name).TakeLast(4)));
        Assert.Equal([4, 4, 8, 8, 2, 4, 8, 4, 1, 4, 2, 2], genome);
        IReadOnlyList<LayerPrecision> layers = layout.ToLayers(genome);
        Assert.Equal([8, 2, 48, 2], layers.Select(l => l.DeltaThreshold!.Value));
        Assert.Equal(genome, layout.FromLayers(layers));
        Assert.Equal(genome, GenomeText.Parse(GenomeText.Format(genome), layout, "test"));
        Assert.Throws<Edge.Runtime.Errors.EdgeException>(() => GenomeText.Parse("4 4 8 8 2 4 8 4 1 4 2 9", layout, "test"));
    }

    [Fact]
    public void The_hash_of_an_archive_changes_with_everything_that_was_measured()
    {
        SearchProblem problem = new(SearchFixture.Settings("silago", 10), [20]);
        ArchivedEvaluation evaluation = new(0, 0, "8 8 8 8 8 8 8 8", new Measurement([21, 20.5], []));
        ArchivedEvaluation[] others =
        [
            evaluation with { Sequence = 1 },
            evaluation with { Genome = "8 8 8 8 8 8 8 4" },
            evaluation with { Measurement = new Measurement([21, 20.5000000001], []) },
            evaluation with { Measurement = new Measurement([21, 20.5], [0.5]) },
            evaluation with { Measurement = new Measurement([21, 20.5], [], new BeaconProvenance([22], "b1", [21])) },
        ];

        string[] hashes = [.. others.Append(evaluation).Select(e => ArchiveHash.Of(problem, [e]))];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(ArchiveHash.Of(problem, [evaluation]), hashes[^1]);
    }

    [Fact]
    public async Task What_a_retrained_model_did_is_kept_with_the_evaluation()
    {
        using SearchArchive archive = SearchArchive.Open(_fixture.Path("beacon.sqlite"));
        SearchRun run = archive.CreateRun(SearchFixture.Settings("silago", 12), DateTimeOffset.UnixEpoch);
        AnalyticEvaluator errors = new();
        SearchRunner runner = new(archive, SearchFixture.Subject(errors), new HalvingEvaluator(errors), TimeProvider.System);

        run = await runner.RunAsync(run, default);

        ArchivedEvaluation[] kept = [.. archive.Evaluations(run).Where(e => e.Measurement.Error is not null)];
        Assert.NotEmpty(kept);
        Assert.All(kept, e => Assert.Equal(e.Measurement.Beacon!.BaseErrors.Select(b => b / 2), e.Measurement.SubsetErrors));
        Assert.All(kept, e => Assert.Equal("half", e.Measurement.Beacon!.BeaconId));
        Assert.All(kept, e => Assert.Equal(e.Measurement.SubsetErrors, e.Measurement.Beacon!.BeaconErrors));
        Assert.Equal(kept.Select(e => e.Sequence), archive.BaseErrors(run).Keys.Order());
    }

    private static double ExpectedWork(FrontPoint point)
    {
        double[] macs = [.. SearchFixture.Topology.Matrices().Select(m => (double)m.Weights)];
        return point.Plan.Layers.Select((l, i) => macs[i] * l.WeightBits * AnalyticEvaluator.Updated(l)).Sum() / (16 * macs.Sum());
    }

    private async Task<SearchReport> RunAsync(SearchSettings settings, string file)
    {
        using SearchArchive archive = SearchArchive.Open(_fixture.Path(file));
        SearchRun run = archive.CreateRun(settings, DateTimeOffset.UnixEpoch);
        await SearchFixture.RunAsync(archive, run, new AnalyticEvaluator(), 2);
        return SearchReport.Of(archive, run.Id);
    }

    /// <summary>An evaluator in stages: base errors first, then every genome with a "retrained" model of half the error.</summary>
    private sealed class HalvingEvaluator(IErrorEvaluator errors) : IGenerationEvaluator
    {
        public Task<IReadOnlyList<Measurement>> EvaluateAsync(
            SearchProblem problem, IReadOnlyList<PendingEvaluation> generation, IGenerationJournal journal, CancellationToken cancellation)
        {
            List<Measurement> answers = [];
            foreach (PendingEvaluation evaluation in generation)
            {
                IReadOnlyList<double> found = errors.Measure(problem.Plan(evaluation.Genome), null, cancellation).SubsetErrors;
                journal.KeepBase(evaluation, found);
                double[] half = [.. found.Select(f => f / 2)];
                answers.Add(new Measurement(half, [], new BeaconProvenance(found, "half", half)));
                journal.Keep(evaluation, answers[^1]);
            }

            return Task.FromResult<IReadOnlyList<Measurement>>(answers);
        }
    }
}
