using Edge.Telemetry.Platforms;

using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;
using HostTrainer.Search.Nsga;

namespace HostTrainer.Search.Strategies.Guided;

/// <summary>Searches the fitted model with NSGA-II: thousands of genomes at no cost, from which those worth measuring are chosen.</summary>
internal sealed class SurrogateSearch
{
    private const int Generations = 40;
    private const int Shortlist = 300;
    private const double Luck = 0.7;

    /// <summary>Errors beyond the limit by more than the limit is above the baseline teach nothing more than that.</summary>
    private const double ErrorCap = 2;

    private static readonly NsgaOptions Sizes = new(Population: 100, Offspring: 60);

    private readonly SearchProblem _problem;
    private readonly GeneScale _scale;
    private readonly IReadOnlyList<Observation> _observations;
    private readonly HarmModel _errors;
    private readonly HarmModel? _work;
    private readonly uint _seed;

    /// <summary>Fits the models.</summary>
    public SurrogateSearch(SearchProblem problem, GeneScale scale, IReadOnlyList<Observation> observations, uint seed)
    {
        (_problem, _scale, _observations, _seed) = (problem, scale, observations, seed);
        double rise = problem.ErrorLimit - problem.BaselineError;
        double cap = problem.BaselineError + (ErrorCap * Math.Max(1, rise));
        double[][] places = [.. observations.Select(o => o.Place)];
        _errors = new HarmModel(places, [.. observations.Select(o => Math.Min(o.Error, cap))], problem.BaselineError, new PointKernel(16, 4, 1), noise: 0.1);
        _work = problem.Layout.Genes.Any(g => g.Part == GenePart.Delta)
            ? new HarmModel(places, [.. observations.Select(o => o.WorkRatio)], 1, new PointKernel(0.05, 0.02, 1), noise: 1e-4)
            : null;
    }

    /// <summary>Genomes that were not measured, best predictions first.</summary>
    /// <param name="seen">Genomes that were measured.</param>
    public IReadOnlyList<Prediction> Run(IReadOnlySet<int[]> seen)
    {
        GenomeLayout layout = _problem.Layout;
        Nsga2 nsga = new(layout.CodeRanges(), _seed, Sizes, codes => layout.Encode(layout.Repair(layout.Decode(codes))), Initial());
        Dictionary<int[], Fitness> visited = new(new PointComparer());
        for (int generation = 0; generation < Generations; generation++)
        {
            IReadOnlyList<Candidate> asked = nsga.Ask();
            Fitness[] answers = [.. asked.Select(c => Expected(c.Point))];
            for (int i = 0; i < answers.Length; i++)
            {
                visited[asked[i].Point] = answers[i];
            }

            nsga.Tell(answers);
        }

        return [.. Best([.. visited.Where(v => !seen.Contains(v.Key))]).Select(Predict).Where(p => p is not null).Select(p => p!)];
    }

    private int[][] Initial() =>
        [.. _observations.OrderBy(o => o.Fitness.Violation).ThenBy(o => o.Error).Take(Sizes.Population / 2).Select(o => o.Codes)];

    /// <summary>The first fronts of the feasible ones, then the least infeasible, at most <see cref="Shortlist"/>.</summary>
    private static IEnumerable<int[]> Best(KeyValuePair<int[], Fitness>[] points)
    {
        KeyValuePair<int[], Fitness>[] feasible = [.. points.Where(p => p.Value.Feasible)];
        IEnumerable<int[]> fronts = NondominatedSort.Fronts([.. feasible.Select(f => f.Value.Objectives)]).SelectMany(f => f).Select(i => feasible[i].Key);
        return fronts.Concat(points.Where(p => !p.Value.Feasible).OrderBy(p => p.Value.Violation).Select(p => p.Key)).Take(Shortlist);
    }

    private Fitness Expected(int[] codes)
    {
        int[] genome = _problem.Layout.Decode(codes);
        double[] place = _scale.Of(codes);
        return FitnessOf(genome, _problem.Cost(genome), _errors.Mean(place), _work?.Mean(place) ?? 1);
    }

    private Prediction? Predict(int[] codes)
    {
        int[] genome = _problem.Layout.Decode(codes);
        PlatformCost cost = _problem.Cost(genome);
        if (!_problem.CostFeasible(cost))
        {
            return null;
        }

        double[] place = _scale.Of(codes);
        double error = _errors.Mean(place), ratio = _work?.Mean(place) ?? 1;
        Fitness expected = FitnessOf(genome, cost, error, ratio);
        Fitness hoped = FitnessOf(genome, cost, error - (Luck * _errors.Deviation(place)), ratio - (Luck * (_work?.Deviation(place) ?? 0)));
        return new Prediction(codes, _problem.Normalised(expected.Objectives), _problem.Normalised(hoped.Objectives), hoped.Feasible);
    }

    private Fitness FitnessOf(int[] genome, PlatformCost cost, double error, double workRatio)
    {
        double[] updated = _work is null ? [] : [.. Enumerable.Repeat(Math.Clamp(workRatio, 0, 1), _problem.Layers)];
        return _problem.Fitness(genome, cost, new Measurement([Math.Max(0, error)], updated));
    }
}
