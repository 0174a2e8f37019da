using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Nsga;

namespace HostTrainer.Search;

/// <summary>Keeps the front of what was evaluated so far. Not thread-safe.</summary>
/// <param name="problem">The search.</param>
public sealed class FrontTracker(SearchProblem problem)
{
    private readonly List<Fitness> _front = [];
    private double? _hypervolume;

    /// <summary>Evaluations that keep every limit.</summary>
    public int Feasible { get; private set; }

    /// <summary>Lowest error of a feasible evaluation, percent; null when there is none.</summary>
    public double? BestError { get; private set; }

    /// <summary>Verdicts that no other dominates.</summary>
    public IReadOnlyList<Fitness> Front => _front;

    /// <summary>Share of the box of objectives dominated so far, 0 to 1.</summary>
    public double Hypervolume => _hypervolume ??= problem.Hypervolume(_front);

    /// <summary>Takes in one evaluation.</summary>
    /// <param name="fitness">Its verdict.</param>
    /// <param name="error">Its error, percent, or null when not measured.</param>
    public void Add(Fitness fitness, double? error)
    {
        if (!fitness.Feasible)
        {
            return;
        }

        Feasible++;
        BestError = BestError is double best && best <= error ? best : error;
        if (_front.Exists(f => Dominance.Dominates(f.Objectives, fitness.Objectives) || f.Objectives.SequenceEqual(fitness.Objectives)))
        {
            return;
        }

        _front.RemoveAll(f => Dominance.Dominates(fitness.Objectives, f.Objectives));
        _front.Add(fitness);
        _hypervolume = null;
    }
}
