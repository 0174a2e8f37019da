using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;

namespace HostTrainer.Search.Study;

/// <summary>Runs searches that differ in strategy and seed alone, and compares how their hypervolumes grow.</summary>
/// <param name="settings">What all have in common.</param>
/// <param name="subject">Model and speech; its evaluator is asked one plan at a time.</param>
/// <param name="progress">Told about every finished search; null for nothing.</param>
public sealed class StrategyStudy(SearchSettings settings, SearchSubject subject, Action<StudyCurve>? progress = null)
{
    private const string InMemory = ":memory:";

    /// <summary>Runs both strategies with many seeds.</summary>
    /// <param name="seeds">The seeds.</param>
    /// <param name="guidedEvaluations">Budget of the guided searches, at least 1; that of the others is in the settings.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<StudyCurve>> RunAsync(IReadOnlyList<uint> seeds, int guidedEvaluations, CancellationToken cancellation)
    {
        List<StudyCurve> curves = [];
        foreach (uint seed in seeds)
        {
            foreach ((SearchStrategy strategy, int budget) in new[] { (SearchStrategy.Nsga2, settings.Evaluations), (SearchStrategy.Guided, guidedEvaluations) })
            {
                curves.Add(await RunAsync(settings with { Strategy = strategy, Seed = seed, Evaluations = budget }, cancellation).ConfigureAwait(false));
                progress?.Invoke(curves[^1]);
            }
        }

        return curves;
    }

    private async Task<StudyCurve> RunAsync(SearchSettings search, CancellationToken cancellation)
    {
        using SearchArchive archive = SearchArchive.Open(InMemory);
        SearchRun created = archive.CreateRun(search, DateTimeOffset.UnixEpoch);
        SearchRunner runner = new(archive, subject, new ParallelEvaluator(subject.Evaluator, 1), TimeProvider.System);
        SearchRun run = await runner.RunAsync(created, cancellation).ConfigureAwait(false);
        SearchProblem problem = new(run.Settings, run.BaselineErrors);
        FrontTracker front = new(problem);
        List<double> curve = [];
        foreach (ArchivedEvaluation evaluation in archive.Evaluations(run))
        {
            int[] genome = GenomeText.Parse(evaluation.Genome, problem.Layout, "archive");
            front.Add(problem.Fitness(genome, problem.Cost(genome, evaluation.Measurement), evaluation.Measurement), evaluation.Measurement.Error);
            curve.Add(front.Hypervolume);
        }

        return new StudyCurve(search.Strategy, search.Seed, curve);
    }
}
