using Edge.Runtime.Errors;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;
using HostTrainer.Search.Nsga;

namespace HostTrainer.Search;

/// <summary>
/// The archive as one running search sees it: what it already holds, and where everything new goes at once. Also counts, for the progress.
/// </summary>
/// <param name="archive">The archive.</param>
/// <param name="run">The run.</param>
/// <param name="problem">Its objectives and limits.</param>
/// <param name="clock">Measures the time spent.</param>
/// <param name="progress">Called after every new evaluation, by one thread at a time; null for nothing.</param>
internal sealed class SearchJournal(
    SearchArchive archive, SearchRun run, SearchProblem problem, SearchClock clock, Action<SearchProgress>? progress) : IGenerationJournal
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, ArchivedEvaluation> _known = archive.Evaluations(run).ToDictionary(e => e.Sequence);
    private readonly IReadOnlyDictionary<int, IReadOnlyList<double>> _base = archive.BaseErrors(run);
    private readonly FrontTracker _front = new(problem);
    private IReadOnlyList<Candidate> _candidates = [];
    private int _first;
    private int _generation;
    private int _done;
    private int _fresh;

    /// <summary>Starts a generation: what is kept from now on belongs to it.</summary>
    /// <param name="generation">Its number.</param>
    /// <param name="first">Sequence of its first genome.</param>
    /// <param name="candidates">Its genomes, as codes.</param>
    public void Begin(int generation, int first, IReadOnlyList<Candidate> candidates) =>
        (_generation, _first, _candidates) = (generation, first, candidates);

    /// <summary>A genome of the generation, with what the archive holds of it.</summary>
    /// <param name="sequence">Its place in the search.</param>
    /// <exception cref="EdgeException">The archive holds another genome at that place.</exception>
    public PendingEvaluation Find(int sequence)
    {
        int[] genome = problem.Layout.Decode(_candidates[sequence - _first].Point);
        ArchivedEvaluation? archived = _known.GetValueOrDefault(sequence);
        if (archived is not null && archived.Genome != GenomeText.Format(genome))
        {
            throw EdgeException.BadInput(
                $"evaluation {sequence} of the archive does not follow from the run's seed", archived.Genome, "it was made by another version: start a new search");
        }

        return new PendingEvaluation(sequence, genome, archived?.Measurement, _base.GetValueOrDefault(sequence, []));
    }

    /// <summary>Counts an evaluation that the archive held already.</summary>
    public void Count(PendingEvaluation evaluation)
    {
        lock (_lock)
        {
            _done++;
            _front.Add(problem.Fitness(evaluation.Genome, problem.Cost(evaluation.Genome, evaluation.Archived!), evaluation.Archived!), evaluation.Archived!.Error);
        }
    }

    /// <inheritdoc/>
    public void Keep(PendingEvaluation evaluation, Measurement measurement)
    {
        PlatformCost cost = problem.Cost(evaluation.Genome, measurement);
        Fitness fitness = problem.Fitness(evaluation.Genome, cost, measurement);
        SearchEvaluation finished = new(
            evaluation.Sequence,
            _generation,
            problem.Layout.Decode(_candidates[evaluation.Sequence - _first].Drawn),
            evaluation.Genome,
            measurement,
            cost,
            fitness.Violation,
            problem.Violations(evaluation.Genome, cost, measurement));
        lock (_lock)
        {
            archive.Add(run, finished, clock.NewSeconds());
            _done++;
            _fresh++;
            _front.Add(fitness, measurement.Error);
            progress?.Invoke(new SearchProgress(
                _generation, _done, run.Settings.Evaluations, _fresh, clock.Seconds, _front.Feasible, _front.BestError, _front.Hypervolume));
        }
    }

    /// <inheritdoc/>
    public void KeepBase(PendingEvaluation evaluation, IReadOnlyList<double> subsetErrors)
    {
        lock (_lock)
        {
            archive.AddBase(run, evaluation.Sequence, subsetErrors, clock.NewSeconds());
        }
    }
}
