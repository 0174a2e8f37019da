using HostTrainer.Choosing;
using HostTrainer.Reports;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;
using HostTrainer.Tests.Choosing;

using Xunit;

namespace HostTrainer.Tests.Reports;

public sealed class RunHistoryTests : IDisposable
{
    private readonly ChoosingFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("silago")]
    [InlineData("size")]
    public async Task Progress_rises_to_the_hypervolume_of_the_whole_run(string preset)
    {
        (SearchFront front, IReadOnlyList<ArchivedEvaluation> evaluations) = await _fixture.FrontAsync(preset, 150);

        RunHistory history = RunHistory.Of(front.Problem, evaluations, evaluations.Count);

        Assert.Equal(0, history.Progress[0].Hypervolume);
        Assert.Equal(150, history.Progress[^1].Evaluations);
        Assert.Equal(front.Report.Hypervolume, history.Progress[^1].Hypervolume, 1e-12);
        Assert.All(history.Progress.Zip(history.Progress.Skip(1)), p => Assert.True(p.First.Hypervolume <= p.Second.Hypervolume && p.First.Feasible <= p.Second.Feasible));
        Assert.Equal(evaluations.Count(e => e.Measurement.Error is not null), history.Measured);
        Assert.Equal(history.Measured, history.Plans.Count);
    }

    [Fact]
    public async Task Of_many_evaluations_an_even_selection_is_kept()
    {
        (SearchFront front, _) = await _fixture.FrontAsync("size", 20);
        const int Count = 20_000;
        int produced = 0;
        IEnumerable<ArchivedEvaluation> Stream()
        {
            Random random = new(5);
            GenomeLayout layout = front.Problem.Layout;
            for (int i = 0; i < Count; i++, produced++)
            {
                int[] genome = layout.Repair([.. layout.Genes.Select(g => g.Domain[random.Next(g.Domain.Count)])]);
                yield return new ArchivedEvaluation(i, i / 40, GenomeText.Format(genome), new Measurement([21 + (8 * random.NextDouble())], []));
            }
        }

        RunHistory history = RunHistory.Of(front.Problem, Stream(), Count);

        Assert.Equal(Count, produced);
        Assert.InRange(history.Plans.Count, RunHistory.MostPlans / 2, RunHistory.MostPlans);
        Assert.InRange(history.Progress.Count, RunHistory.Steps, RunHistory.Steps + 2);
        int[] gaps = [.. history.Plans.Zip(history.Plans.Skip(1), (a, b) => b.Sequence - a.Sequence)];
        Assert.Single(gaps.Distinct());
    }
}
