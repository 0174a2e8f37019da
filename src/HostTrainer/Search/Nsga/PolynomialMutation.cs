namespace HostTrainer.Search.Nsga;

/// <summary>
/// Bounded polynomial mutation (Deb and Goyal 1996) on integers: probability one over the number of variables,
/// distribution index 3; the real result is rounded to the nearest integer.
/// </summary>
internal static class PolynomialMutation
{
    /// <summary>Mutates a point in place.</summary>
    public static void Mutate(IReadOnlyList<VariableRange> variables, Span<int> point, MersenneTwister random)
    {
        double probability = 1.0 / variables.Count;
        for (int i = 0; i < point.Length; i++)
        {
            if (random.NextDouble() < probability)
            {
                point[i] = Mutated(variables[i], point[i], random.NextDouble());
            }
        }
    }

    private static int Mutated(VariableRange range, double value, double random)
    {
        double width = range.RealHigh - range.RealLow;
        double step = random <= 0.5
            ? Quartic.Root((2 * random) + ((1 - (2 * random)) * Quartic.Power(1 - ((value - range.RealLow) / width)))) - 1
            : 1 - Quartic.Root((2 * (1 - random)) + (2 * (random - 0.5) * Quartic.Power(1 - ((range.RealHigh - value) / width))));
        return range.Round(value + (step * width));
    }
}
