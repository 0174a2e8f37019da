namespace HostTrainer.Search.Nsga;

/// <summary>
/// NSGA-II (Deb et al. 2002) over integers, with MOHAQ's operators. Ask for a generation, tell how good its points are, and so on.
/// The same seed and the same answers give the same points on every machine. Not thread-safe.
/// </summary>
/// <remarks>
/// A point is never asked for twice in one search: a measurement takes seconds, and the caller keeps every answer, so
/// duplicates are dropped against all earlier points and not only against the population.
/// </remarks>
public sealed class Nsga2
{
    private const int MaxMatingRounds = 100;
    private readonly IReadOnlyList<VariableRange> _variables;
    private readonly NsgaOptions _options;
    private readonly Func<int[], int[]> _repair;
    private readonly IReadOnlyList<int[]> _initial;
    private readonly MersenneTwister _random;
    private readonly HashSet<int[]> _seen = new(new PointComparer());
    private List<Individual> _population = [];
    private IReadOnlyList<Candidate>? _asked;

    /// <summary>Starts a search.</summary>
    /// <param name="variables">The range of every variable, at least one.</param>
    /// <param name="seed">Seed of every random decision.</param>
    /// <param name="options">Sizes; null for the defaults.</param>
    /// <param name="repair">Turns a drawn point into the one that is evaluated and kept; null for none.</param>
    /// <param name="initial">Points of the first generation, at most the population; what is missing is drawn at random.</param>
    public Nsga2(
        IReadOnlyList<VariableRange> variables,
        uint seed,
        NsgaOptions? options = null,
        Func<int[], int[]>? repair = null,
        IReadOnlyList<int[]>? initial = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(variables.Count);
        _variables = variables;
        _options = options ?? new NsgaOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Population, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Offspring, 1);
        _repair = repair ?? (point => point);
        _initial = initial ?? [];
        _random = new MersenneTwister(seed);
    }

    /// <summary>Number of the generation last asked for, from 0; -1 before the first.</summary>
    public int Generation { get; private set; } = -1;

    /// <summary>Points of the present population.</summary>
    public IReadOnlyList<int[]> Population => [.. _population.Select(i => i.Point)];

    /// <summary>The points of the next generation; empty when mating no longer finds a new one.</summary>
    public IReadOnlyList<Candidate> Ask()
    {
        if (_asked is not null)
        {
            throw new InvalidOperationException("the last generation was not answered");
        }

        Generation++;
        _asked = Generation == 0 ? First() : Offspring();
        return _asked;
    }

    /// <summary>Answers the last generation.</summary>
    /// <param name="fitness">One answer per point, in the same order.</param>
    public void Tell(IReadOnlyList<Fitness> fitness)
    {
        IReadOnlyList<Candidate> asked = _asked ?? throw new InvalidOperationException("no generation was asked for");
        if (fitness.Count != asked.Count)
        {
            throw new ArgumentException($"{fitness.Count} answers for {asked.Count} points", nameof(fitness));
        }

        IEnumerable<Individual> newcomers = asked.Select((candidate, i) => new Individual(candidate.Point, fitness[i], 0));
        _population = Survival.Select([.. _population, .. newcomers], _options.Population, _random);
        _asked = null;
    }

    private List<Candidate> First()
    {
        List<Candidate> points = [];
        AddNew(points, [.. _initial], _options.Population);
        AddNew(points, IntegerSampling.Sample(_variables, _options.Population, _random), _options.Population);
        return points;
    }

    private List<Candidate> Offspring()
    {
        List<Candidate> points = [];
        for (int round = 0; round < MaxMatingRounds && points.Count < _options.Offspring; round++)
        {
            AddNew(points, Mate(_options.Offspring - points.Count), _options.Offspring);
        }

        return points;
    }

    private List<int[]> Mate(int count)
    {
        int pairs = (count + 1) / 2;
        int[] parents = BinaryTournament.Select(_population, 2 * pairs, _random);
        List<int[]> firsts = [];
        List<int[]> seconds = [];
        for (int i = 0; i < pairs; i++)
        {
            int[] mother = _population[parents[2 * i]].Point;
            int[] father = _population[parents[(2 * i) + 1]].Point;
            (int[] first, int[] second) = SimulatedBinaryCrossover.Cross(_variables, mother, father, _random);
            firsts.Add(first);
            seconds.Add(second);
        }

        List<int[]> children = [.. firsts, .. seconds];
        children.ForEach(child => PolynomialMutation.Mutate(_variables, child, _random));
        return children;
    }

    private void AddNew(List<Candidate> points, List<int[]> drawn, int limit)
    {
        foreach (int[] raw in drawn)
        {
            int[] point = _repair(raw);
            if (points.Count < limit && _seen.Add(point))
            {
                points.Add(new Candidate(raw, point));
            }
        }
    }
}
