using Edge.Runtime.Errors;

using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Nsga;
using HostTrainer.Search.Strategies;

namespace HostTrainer.Search;

/// <summary>
/// Runs a search, or goes on with one. The search is replayed from its seed; genomes that the archive holds are not measured again.
/// So the archive of an interrupted search ends up equal to that of an uninterrupted one, for any number of threads.
/// </summary>
/// <param name="archive">Where every evaluation is kept.</param>
/// <param name="subject">The model and the means to measure its error.</param>
/// <param name="evaluator">Measures generations.</param>
/// <param name="time">Measures the time spent.</param>
/// <param name="progress">Called after every new evaluation, by one thread at a time; null for nothing.</param>
public sealed class SearchRunner(
    SearchArchive archive, SearchSubject subject, IGenerationEvaluator evaluator, TimeProvider time, Action<SearchProgress>? progress = null)
{
    private readonly SearchClock _clock = new(time);

    /// <summary>Runs until the budget is spent or no new genome is found.</summary>
    /// <param name="run">A run of the archive.</param>
    /// <param name="cancellation">Interrupts the search; what was measured is kept.</param>
    /// <returns>The run with its baseline.</returns>
    /// <exception cref="EdgeException">The run belongs to another model or other speech, or its archive does not follow from its seed.</exception>
    /// <exception cref="OperationCanceledException">The search was interrupted.</exception>
    public async Task<SearchRun> RunAsync(SearchRun run, CancellationToken cancellation)
    {
        CheckSubject(run.Settings);
        SearchRun measured = run.BaselineErrors.Count > 0 ? run : await Task.Run(() => MeasureBaseline(run, cancellation), cancellation).ConfigureAwait(false);
        SearchProblem problem = new(measured.Settings, measured.BaselineErrors);
        await SearchAsync(measured, problem, cancellation).ConfigureAwait(false);
        return measured;
    }

    private void CheckSubject(SearchSettings settings)
    {
        if (settings.ModelHash != subject.ModelHash)
        {
            throw EdgeException.BadInput(
                "the search was begun with another model (its hash differs)", settings.Sources.ModelPath, "give the model it began with, or start a new search");
        }

        if (settings.CorpusHash != subject.CorpusHash)
        {
            throw EdgeException.BadInput(
                "the search was begun on other speech (its hash differs)",
                string.Join(", ", settings.Sources.CorpusPaths),
                "bring back the recordings and labels it began with, or start a new search");
        }
    }

    private SearchRun MeasureBaseline(SearchRun run, CancellationToken cancellation)
    {
        var layout = SearchProblem.LayoutOf(run.Settings);
        ErrorMeasurement errors = subject.Evaluator.Measure(layout.ToPlan(layout.Widest(), subject.ModelHash), null, cancellation).Checked();
        return archive.SetBaseline(run, errors.SubsetErrors, _clock.NewSeconds());
    }

    private async Task SearchAsync(SearchRun run, SearchProblem problem, CancellationToken cancellation)
    {
        SearchJournal journal = new(archive, run, problem, _clock, progress);
        ISearchStrategy strategy = SearchStrategies.Create(problem, run.Settings);
        int sequence = 0;
        while (sequence < run.Settings.Evaluations)
        {
            IReadOnlyList<Candidate> generation = strategy.Ask();
            int count = Math.Min(generation.Count, run.Settings.Evaluations - sequence);
            journal.Begin(strategy.Generation, sequence, generation);
            IReadOnlyList<Verdict> verdicts = await EvaluateAsync(problem, journal, [.. generation.Take(count)], sequence, cancellation).ConfigureAwait(false);
            sequence += count;
            if (count == 0 || count < generation.Count)
            {
                return;
            }

            strategy.Tell(verdicts);
        }
    }

    private async Task<IReadOnlyList<Verdict>> EvaluateAsync(
        SearchProblem problem, SearchJournal journal, IReadOnlyList<Candidate> candidates, int first, CancellationToken cancellation)
    {
        PendingEvaluation[] all = [.. candidates.Select((_, i) => journal.Find(first + i))];
        bool[] wanted = [.. all.Select((e, i) => candidates[i].MeasureAnyway || problem.CostFeasible(e.Genome))];
        Measurement[] measurements = [.. all.Select(e => e.Archived ?? Measurement.None)];
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i].Archived is not null)
            {
                journal.Count(all[i]);
            }
            else if (!wanted[i])
            {
                journal.Keep(all[i], Measurement.None);
            }
        }

        int[] places = [.. Enumerable.Range(0, all.Length).Where(i => wanted[i])];
        IReadOnlyList<Measurement> answers = await evaluator.EvaluateAsync(problem, [.. places.Select(i => all[i])], journal, cancellation).ConfigureAwait(false);
        for (int i = 0; i < places.Length; i++)
        {
            measurements[places[i]] = answers[i];
        }

        return [.. all.Zip(measurements, (e, m) => new Verdict(problem.Fitness(e.Genome, problem.Cost(e.Genome, m), m), m.Error, problem.WorkRatio(e.Genome, m)))];
    }
}
