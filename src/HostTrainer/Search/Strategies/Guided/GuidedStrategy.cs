using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;
using HostTrainer.Search.Nsga;

namespace HostTrainer.Search.Strategies.Guided;

/// <summary>
/// Measures sensitivities first, then in every generation fits a model of the error to everything measured, searches the model with NSGA-II, and asks for the genomes that
/// are expected to add most to the hypervolume, and for a few children of the best ones measured.
/// </summary>
public sealed class GuidedStrategy : ISearchStrategy
{
    private const int BatchSize = 10;

    /// <summary>Of every batch so many are children of the best measured genomes: they find what the model does not believe in.</summary>
    private const int Children = 3;

    /// <summary>Children made, of which the first new ones are taken.</summary>
    private const int Litter = 20;

    private readonly SearchProblem _problem;
    private readonly uint _seed;
    private readonly bool _beacons;
    private readonly GeneScale _scale;
    private readonly HashSet<int[]> _seen = new(new PointComparer());
    private readonly List<Observation> _observations = [];
    private readonly FrontTracker _front;
    private IReadOnlyList<Candidate>? _asked;

    /// <summary>Starts a search.</summary>
    /// <param name="problem">Objectives, limits and genes.</param>
    /// <param name="seed">Seed of every random decision.</param>
    /// <param name="beacons">True for a search that retrains: the narrowest genome and its neighbours are measured at the beginning too.</param>
    public GuidedStrategy(SearchProblem problem, uint seed, bool beacons = false)
    {
        (_problem, _seed, _beacons) = (problem, seed, beacons);
        _scale = new GeneScale(problem.Layout);
        _front = new FrontTracker(problem);
    }

    /// <inheritdoc/>
    public int Generation { get; private set; } = -1;

    /// <inheritdoc/>
    public IReadOnlyList<Candidate> Ask()
    {
        if (_asked is not null)
        {
            throw new InvalidOperationException("the last generation was not answered");
        }

        Generation++;
        bool probing = Generation == 0;
        IEnumerable<int[]> points = probing ? Probes() : Batch();
        _asked = [.. points.Where(_seen.Add).Select(p => new Candidate(p, p, MeasureAnyway: probing))];
        return _asked;
    }

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Verdict> verdicts)
    {
        IReadOnlyList<Candidate> asked = _asked ?? throw new InvalidOperationException("no generation was asked for");
        foreach ((Candidate candidate, Verdict verdict) in asked.Zip(verdicts))
        {
            _front.Add(verdict.Fitness, verdict.Error);
            if (verdict.Error is double error)
            {
                _observations.Add(new Observation(candidate.Point, _scale.Of(candidate.Point), error, verdict.WorkRatio, verdict.Fitness));
            }
        }

        _asked = null;
    }

    private IEnumerable<int[]> Probes() =>
        [.. SensitivityProbes.Of(_problem.Layout), .. _beacons ? SensitivityProbes.Narrow(_problem.Layout) : []];

    private IReadOnlyList<int[]> Batch()
    {
        uint seed = unchecked((_seed * 1000003) + (uint)Generation);
        List<int[]> batch = [.. Mated(seed)];
        HashSet<int[]> taken = new(_seen.Concat(batch), new PointComparer());
        IReadOnlyList<Prediction> predictions = new SurrogateSearch(_problem, _scale, _observations, seed).Run(taken);
        double[][] known = [.. _front.Front.Select(f => _problem.Normalised(f.Objectives))];
        batch.AddRange(BatchChooser.Choose(known, predictions, BatchSize - batch.Count).Select(p => p.Codes));
        batch.AddRange(predictions.Select(p => p.Codes).Where(c => !batch.Contains(c)).Take(BatchSize - batch.Count));
        return batch;
    }

    /// <summary>New children of the population that NSGA-II would select from everything measured.</summary>
    private int[][] Mated(uint seed)
    {
        GenomeLayout layout = _problem.Layout;
        NsgaOptions sizes = new();
        List<Individual> population = Survival.Select(
            [.. _observations.Select(o => new Individual(o.Codes, o.Fitness, 0))], sizes.Population, new MersenneTwister(seed));
        if (population.Count < 2)
        {
            return [];
        }

        Nsga2 nsga = new(
            layout.CodeRanges(),
            seed,
            new NsgaOptions(population.Count, Litter),
            codes => layout.Encode(layout.Repair(layout.Decode(codes))),
            [.. population.Select(i => i.Point)]);
        nsga.Ask();
        nsga.Tell([.. population.Select(i => i.Fitness)]);
        return [.. nsga.Ask().Select(c => c.Point).Where(p => !_seen.Contains(p) && _problem.CostFeasible(layout.Decode(p))).Take(Children)];
    }
}
