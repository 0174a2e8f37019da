using HostTrainer.Choosing;
using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;
using HostTrainer.Search.Nsga;

namespace HostTrainer.Reports;

/// <summary>
/// The course of a run, gathered in one pass over its evaluations. What is kept is bounded: of many evaluations, an even selection.
/// </summary>
public sealed class RunHistory
{
    /// <summary>Most plans that are kept to be shown.</summary>
    public const int MostPlans = 1500;

    /// <summary>Steps of the hypervolume curve.</summary>
    public const int Steps = 200;

    private readonly SearchProblem _problem;
    private readonly FrontTracker _tracker;
    private readonly int _stepLength;
    private readonly List<(int Place, ReportPlan Plan)> _plans = [];
    private readonly List<ReportProgress> _progress = [];
    private int _spacing = 1;

    private RunHistory(SearchProblem problem, int evaluations)
    {
        _problem = problem;
        _tracker = new FrontTracker(problem);
        _stepLength = Math.Max(1, evaluations / Steps);
    }

    /// <summary>Measured plans, those of the front included, evenly selected where there are more than <see cref="MostPlans"/>.</summary>
    public IReadOnlyList<ReportPlan> Plans => [.. _plans.Select(p => p.Plan)];

    /// <summary>Plans that were measured.</summary>
    public int Measured { get; private set; }

    /// <summary>Plans that keep every limit.</summary>
    public int Feasible => _tracker.Feasible;

    /// <summary>Hypervolume over evaluations, from none to all.</summary>
    public IReadOnlyList<ReportProgress> Progress => _progress;

    /// <summary>Gathers the course of a run.</summary>
    /// <param name="problem">The search.</param>
    /// <param name="evaluations">In the order of the search.</param>
    /// <param name="count">How many there are.</param>
    public static RunHistory Of(SearchProblem problem, IEnumerable<ArchivedEvaluation> evaluations, int count)
    {
        RunHistory history = new(problem, count);
        int done = 0;
        history._progress.Add(new ReportProgress(0, 0, 0));
        foreach (ArchivedEvaluation evaluation in evaluations)
        {
            history.Add(evaluation);
            done++;
            if (done % history._stepLength == 0 || done == count)
            {
                history._progress.Add(new ReportProgress(done, history._tracker.Hypervolume, history._tracker.Feasible));
            }
        }

        return history;
    }

    private void Add(ArchivedEvaluation evaluation)
    {
        if (evaluation.Measurement.Error is not double error)
        {
            return;
        }

        int[] genome = GenomeText.Parse(evaluation.Genome, _problem.Layout, "archive");
        FigureSet figures = new(error, _problem.Cost(genome, evaluation.Measurement), _problem.Work(genome, evaluation.Measurement));
        Fitness fitness = _problem.Fitness(genome, figures.Cost, evaluation.Measurement);
        _tracker.Add(fitness, error);
        Keep(new ReportPlan(evaluation.Sequence, fitness.Feasible, [.. FigureFacts.All.Select(f => figures[f])], evaluation.Measurement.SubsetErrors));
        Measured++;
    }

    private void Keep(ReportPlan plan)
    {
        if (Measured % _spacing != 0)
        {
            return;
        }

        _plans.Add((Measured, plan));
        if (_plans.Count > MostPlans)
        {
            _spacing *= 2;
            _plans.RemoveAll(p => p.Place % _spacing != 0);
        }
    }
}
