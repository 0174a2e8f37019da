namespace Edge.Tuner.Watching;

/// <summary>
/// The one-sided Mann-Whitney test: do the values of one sample tend to exceed those of another? It needs no idea of how the values are
/// distributed, and one wild value weighs no more than any other.
/// </summary>
internal static class RankSumTest
{
    /// <summary>Normal deviate that chance exceeds in 5 of 100 cases.</summary>
    private const double CriticalDeviate = 1.645;

    /// <summary>Whether the first sample lies above the second beyond what chance explains; never with fewer than 3 values on both sides.</summary>
    public static bool Exceeds(IReadOnlyCollection<double> upper, IReadOnlyCollection<double> lower)
    {
        double pairs = (double)upper.Count * lower.Count;
        double wins = upper.Sum(u => lower.Sum(l => u > l ? 1 : u < l ? 0 : 0.5));
        double deviation = Math.Sqrt(pairs * (upper.Count + lower.Count + 1) / 12);
        return wins - (pairs / 2) > CriticalDeviate * deviation;
    }
}
