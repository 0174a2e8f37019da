namespace HostTrainer.Search.Nsga;

/// <summary>Uniform integer sampling: a uniform real number in [low - 0.5, high + 0.5) rounded to the nearest integer.</summary>
internal static class IntegerSampling
{
    /// <summary>Draws <paramref name="count"/> points, all variables of the first point first.</summary>
    public static List<int[]> Sample(IReadOnlyList<VariableRange> variables, int count, MersenneTwister random)
    {
        List<int[]> points = new(count);
        for (int i = 0; i < count; i++)
        {
            points.Add([.. variables.Select(v => v.Round((random.NextDouble() * (v.High - v.Low + 1)) + v.RealLow))]);
        }

        return points;
    }
}
