namespace HostTrainer.Training.Losses;

/// <summary>Sums of probabilities given as natural logarithms.</summary>
internal static class LogMath
{
    /// <summary>log(exp(a) + exp(b)); negative infinity is log(0).</summary>
    public static double Add(double a, double b)
    {
        if (double.IsNegativeInfinity(a))
        {
            return b;
        }

        return double.IsNegativeInfinity(b) ? a : Math.Max(a, b) + Math.Log(1 + Math.Exp(-Math.Abs(a - b)));
    }
}
