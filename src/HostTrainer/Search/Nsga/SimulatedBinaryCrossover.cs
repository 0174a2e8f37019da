namespace HostTrainer.Search.Nsga;

/// <summary>
/// Bounded simulated binary crossover (Deb and Agrawal 1995) on integers: probability 1 per pair, 0.5 per variable,
/// distribution index 3; real children are rounded to the nearest integer.
/// </summary>
internal static class SimulatedBinaryCrossover
{
    private const double VariableProbability = 0.5;

    /// <summary>Two children of two parents.</summary>
    public static (int[] First, int[] Second) Cross(
        IReadOnlyList<VariableRange> variables, ReadOnlySpan<int> mother, ReadOnlySpan<int> father, MersenneTwister random)
    {
        int[] first = mother.ToArray();
        int[] second = father.ToArray();
        for (int i = 0; i < variables.Count; i++)
        {
            // Every variable draws its three numbers, used or not: the sequence does not depend on the parents.
            bool cross = random.NextDouble() <= VariableProbability;
            double spread = random.NextDouble();
            bool swap = random.NextDouble() <= 0.5;
            if (!cross || mother[i] == father[i])
            {
                continue;
            }

            (int low, int high) = Children(variables[i], Math.Min(mother[i], father[i]), Math.Max(mother[i], father[i]), spread);
            (first[i], second[i]) = swap ? (high, low) : (low, high);
        }

        return (first, second);
    }

    private static (int Low, int High) Children(VariableRange range, double small, double large, double random)
    {
        double distance = large - small;
        double below = Spread(1 + (2 * (small - range.RealLow) / distance), random);
        double above = Spread(1 + (2 * (range.RealHigh - large) / distance), random);
        double sum = small + large;
        return (range.Round(0.5 * (sum - (below * distance))), range.Round(0.5 * (sum + (above * distance))));
    }

    /// <summary>The spread factor for a bound <paramref name="beta"/> half-distances away and a uniform random number.</summary>
    private static double Spread(double beta, double random)
    {
        double alpha = 2 - (1 / Quartic.Power(beta));
        return random <= 1 / alpha ? Quartic.Root(random * alpha) : Quartic.Root(1 / (2 - (random * alpha)));
    }
}
