namespace Agent.Bench;

/// <summary>A distribution by its order statistics.</summary>
/// <param name="Median">Half of the values are below.</param>
/// <param name="Q25">A quarter of the values are below.</param>
/// <param name="Q75">Three quarters of the values are below.</param>
/// <param name="P99">99 of 100 values are below; with fewer than 100 values this is near the largest.</param>
public sealed record Spread(double Median, double Q25, double Q75, double P99)
{
    /// <summary>Measures a set of values.</summary>
    /// <param name="values">At least one.</param>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Spread(Quantile(sorted, 0.5), Quantile(sorted, 0.25), Quantile(sorted, 0.75), Quantile(sorted, 0.99));
    }

    // Linear between neighbours, so that the median of an even number is the mean of the two in the middle.
    private static double Quantile(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (position - below));
    }
}
