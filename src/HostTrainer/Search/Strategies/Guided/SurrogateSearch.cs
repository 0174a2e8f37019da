using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;
using HostTrainer.Search.Nsga;

namespace HostTrainer.Search.Strategies.Guided;

/// <summary>Searches the fitted model with NSGA-II: thousands of genomes at no cost, from which those worth measuring are chosen.</summary>
internal sealed class SurrogateSearch
{
    private const int Generations = 40;
    private const int Shortlist = 300;

    /// <summary>Outcomes of a normal distribution, each standing for an equal share of it: the quantiles (i + 1/2) / 7.</summary>
    private static readonly double[] Luck = [-1.465, -0.792, -0.366, 0, 0.366, 0.792, 1.465];

    /// <summary>Errors in percentage points, believed beforehand: judged by predicting measured plans of the default model from others.</summary>
    private static readonly PointKernel ErrorKernel = new(Additive: 4, Joint: 2, Reach: 0.5);

    private static readonly PointKernel WorkKernel = new(Additive: 0.05, Joint: 0.02, Reach: 1);

    /// <summary>Errors beyond the limit by more than the limit is above the baseline teach nothing more than that.</summary>
    private const double ErrorCap = 2;

    /// <summary>Fitting costs the cube of this.</summary>
    private const int MostObservations = 600;

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
        (_problem, _scale, _seed) = (problem, scale, seed);
        _observations = [.. observations.Reverse().OrderBy(o => o.Fitness.Violation).Take(MostObservations)];
        double rise = problem.ErrorLimit - problem.BaselineError;
        double cap = problem.BaselineError + (ErrorCap * Math.Max(1, rise));
        double[][] places = [.. _observations.Select(o => o.Place)];
        _errors = new HarmModel(places, [.. _observations.Select(o => Math.Min(o.Error, cap))], problem.BaselineError, ErrorKernel, noise: 0.3);
        _work = problem.Layout.Genes.Any(g => g.Part == GenePart.Delta)
            ? new HarmModel(places, [.. _observations.Select(o => o.WorkRatio)], 1, WorkKernel, noise: 1e-4)
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

        IEnumerable<int[]> promising = Best([.. visited.Where(v => !seen.Contains(v.Key))]).Concat(Neighbours().Where(n => !seen.Contains(n)));
        return [.. promising.Distinct(new PointComparer()).Select(Predict).Where(p => p is not null).Select(p => p!)];
    }

    /// <summary>
    /// Every measured genome of the front with one gene changed: what the model has no opinion on, such as luck that neighbours share, is found there.
    /// </summary>
    private IEnumerable<int[]> Neighbours()
    {
        Observation[] feasible = [.. _observations.Where(o => o.Fitness.Feasible)];
        GenomeLayout layout = _problem.Layout;
        foreach (int index in NondominatedSort.Fronts([.. feasible.Select(f => f.Fitness.Objectives)]).FirstOrDefault() ?? [])
        {
            for (int gene = 0; gene < layout.Genes.Count; gene++)
            {
                for (int code = 1; code <= layout.Genes[gene].Domain.Count; code++)
                {
                    int[] neighbour = [.. feasible[index].Codes];
                    neighbour[gene] = code;
                    yield return layout.Encode(layout.Repair(layout.Decode(neighbour)));
                }
            }
        }
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
        return FitnessOf(genome, _errors.Mean(place), _work?.Mean(place) ?? 1);
    }

    private Prediction? Predict(int[] codes)
    {
        int[] genome = _problem.Layout.Decode(codes);
        if (!_problem.CostFeasible(genome))
        {
            return null;
        }

        double[] place = _scale.Of(codes);
        double error = _errors.Mean(place), ratio = _work?.Mean(place) ?? 1, deviation = _errors.Deviation(place);
        IEnumerable<Fitness> outcomes = Luck.Select(luck => FitnessOf(genome, error + (luck * deviation), ratio));
        Fitness expected = FitnessOf(genome, error, ratio);
        return new Prediction(codes, [.. outcomes.Where(o => o.Feasible).Select(o => _problem.Normalised(o.Objectives))], _problem.Normalised(expected.Objectives));
    }

    private Fitness FitnessOf(int[] genome, double error, double workRatio)
    {
        double[] updated = _work is null ? [] : [.. Enumerable.Repeat(Math.Clamp(workRatio, 0, 1), _problem.Layers)];
        Measurement expected = new([Math.Max(0, error)], updated);
        return _problem.Fitness(genome, _problem.Cost(genome, expected), expected);
    }
}
