namespace HostTrainer.Search.Nsga;

/// <summary>
/// Picks parents: of two random points, where one is infeasible the one with the smaller violation; else the one that dominates;
/// else the less crowded; ties at random.
/// </summary>
internal static class BinaryTournament
{
    /// <summary>Indices of the winners of <paramref name="count"/> tournaments; every point takes part about equally often.</summary>
    public static int[] Select(IReadOnlyList<Individual> population, int count, MersenneTwister random)
    {
        List<int> entrants = [];
        while (entrants.Count < 2 * count)
        {
            entrants.AddRange(random.Permutation(population.Count));
        }

        return [.. Enumerable.Range(0, count).Select(i => Winner(population, entrants[2 * i], entrants[(2 * i) + 1], random))];
    }

    private static int Winner(IReadOnlyList<Individual> population, int first, int second, MersenneTwister random)
    {
        Individual a = population[first];
        Individual b = population[second];
        if (!a.Fitness.Feasible || !b.Fitness.Feasible)
        {
            return Smaller(a.Fitness.Violation, b.Fitness.Violation, first, second, random);
        }

        if (Dominance.Dominates(a.Fitness.Objectives, b.Fitness.Objectives))
        {
            return first;
        }

        return Dominance.Dominates(b.Fitness.Objectives, a.Fitness.Objectives)
            ? second
            : Smaller(-a.Crowding, -b.Crowding, first, second, random);
    }

    private static int Smaller(double a, double b, int first, int second, MersenneTwister random) =>
        a.CompareTo(b) switch
        {
            < 0 => first,
            > 0 => second,
            _ => random.NextInteger(1) == 0 ? first : second,
        };
}
