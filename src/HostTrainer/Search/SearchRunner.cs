using Edge.Runtime.Errors;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;
using HostTrainer.Search.Nsga;

namespace HostTrainer.Search;

/// <summary>
/// Runs a search, or goes on with one. The search is replayed from its seed; genomes that the archive holds are not measured again.
/// So the archive of an interrupted search ends up equal to that of an uninterrupted one, for any number of threads.
/// </summary>
/// <param name="archive">Where every evaluation is kept.</param>
/// <param name="subject">The model and the means to measure its error.</param>
/// <param name="threads">Evaluations at a time, at least 1.</param>
/// <param name="clock">Measures the time spent.</param>
/// <param name="progress">Called after every evaluation, by one thread at a time; null for nothing.</param>
public sealed class SearchRunner(
    SearchArchive archive, SearchSubject subject, int threads, TimeProvider clock, Action<SearchProgress>? progress = null)
{
    private readonly Lock _lock = new();
    private readonly long _start = clock.GetTimestamp();
    private double _kept;
    private int _done;
    private int _fresh;

    /// <summary>Runs until the budget is spent or no new genome is found.</summary>
    /// <param name="run">A run of the archive.</param>
    /// <param name="cancellation">Interrupts the search; what was measured is kept.</param>
    /// <returns>The run with its baseline.</returns>
    /// <exception cref="EdgeException">The run belongs to another model, or its archive does not follow from its seed.</exception>
    /// <exception cref="OperationCanceledException">The search was interrupted.</exception>
    public async Task<SearchRun> RunAsync(SearchRun run, CancellationToken cancellation)
    {
        if (run.Settings.ModelHash != subject.ModelHash)
        {
            throw EdgeException.BadInput(
                "the search was begun with another model (its hash differs)", run.Settings.ModelPath, "give the model it began with, or start a new search");
        }

        SearchRun measured = run.BaselineErrors.Count > 0 ? run : await Task.Run(() => MeasureBaseline(run, cancellation), cancellation).ConfigureAwait(false);
        SearchProblem problem = new(measured.Settings, measured.BaselineErrors);
        await SearchAsync(measured, problem, cancellation).ConfigureAwait(false);
        return measured;
    }

    private SearchRun MeasureBaseline(SearchRun run, CancellationToken cancellation)
    {
        GenomeLayout layout = SearchProblem.LayoutOf(run.Settings);
        int[] widest = [.. layout.Genes.Select(_ => 16)];
        IReadOnlyList<double> errors = subject.Evaluator.SubsetErrors(layout.ToPlan(widest, subject.ModelHash), cancellation);
        return archive.SetBaseline(run, CandidateEvaluator.Checked(errors), NewSeconds());
    }

    private async Task SearchAsync(SearchRun run, SearchProblem problem, CancellationToken cancellation)
    {
        Dictionary<int, ArchivedErrors> known = archive.Measured(run).ToDictionary(m => m.Sequence);
        CandidateEvaluator evaluator = new(problem, subject.Evaluator);
        GenomeLayout layout = problem.Layout;
        Nsga2 nsga = new(layout.CodeRanges(), run.Settings.Seed, repair: codes => layout.Encode(layout.Repair(layout.Decode(codes))));
        int sequence = 0;
        while (sequence < run.Settings.Evaluations)
        {
            IReadOnlyList<Candidate> generation = nsga.Ask();
            int count = Math.Min(generation.Count, run.Settings.Evaluations - sequence);
            Fitness[] answers = new Fitness[count];
            ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
            int first = sequence;
            await Parallel.ForAsync(0, count, options, (i, token) =>
            {
                SearchEvaluation evaluation = Evaluate(problem, evaluator, known, generation[i], first + i, nsga.Generation, token, out bool fresh);
                answers[i] = problem.Fitness(evaluation.Cost, evaluation.SubsetErrors);
                Keep(run, evaluation, fresh);
                return ValueTask.CompletedTask;
            }).ConfigureAwait(false);
            sequence += count;
            if (count == 0 || count < generation.Count)
            {
                return;
            }

            nsga.Tell(answers);
        }
    }

    private static SearchEvaluation Evaluate(
        SearchProblem problem,
        CandidateEvaluator evaluator,
        Dictionary<int, ArchivedErrors> known,
        Candidate candidate,
        int sequence,
        int generation,
        CancellationToken cancellation,
        out bool fresh)
    {
        int[] genome = problem.Layout.Decode(candidate.Point);
        fresh = !known.TryGetValue(sequence, out ArchivedErrors? archived);
        if (archived is not null && archived.Genome != GenomeText.Format(genome))
        {
            throw EdgeException.BadInput(
                $"evaluation {sequence} of the archive does not follow from the run's seed", archived.Genome, "it was made by another version: start a new search");
        }

        IReadOnlyList<double> errors = archived?.SubsetErrors ?? evaluator.Evaluate(genome, cancellation);
        PlatformCost cost = problem.Cost(genome);
        return new SearchEvaluation(
            sequence,
            generation,
            problem.Layout.Decode(candidate.Drawn),
            genome,
            errors,
            cost,
            problem.Fitness(cost, errors).Violation,
            problem.Violations(cost, errors));
    }

    private void Keep(SearchRun run, SearchEvaluation evaluation, bool fresh)
    {
        lock (_lock)
        {
            if (fresh)
            {
                archive.Add(run, evaluation, NewSeconds());
                _fresh++;
            }

            _done++;
            progress?.Invoke(new SearchProgress(evaluation.Generation, _done, run.Settings.Evaluations, _fresh, _kept));
        }
    }

    /// <summary>Time spent that is not yet in the archive.</summary>
    private double NewSeconds()
    {
        double elapsed = clock.GetElapsedTime(_start).TotalSeconds;
        double fresh = elapsed - _kept;
        _kept = elapsed;
        return fresh;
    }
}
