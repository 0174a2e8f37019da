namespace Edge.Telemetry.Contracts;

/// <summary>
/// Latency of one stage over a window, in nanoseconds: percentiles for people, and the filled buckets of the histogram,
/// from which a receiver can merge windows and devices (<see cref="Histograms.HistogramSnapshot.FromSummary"/>).
/// </summary>
/// <param name="Count">Recorded values.</param>
/// <param name="P50Ns">Median.</param>
/// <param name="P95Ns">95th percentile.</param>
/// <param name="P99Ns">99th percentile.</param>
/// <param name="MaxNs">Largest.</param>
/// <param name="BucketFromNs">Lower edges of the filled buckets, ascending.</param>
/// <param name="BucketCounts">Values in each of those buckets, at least 1; they add up to <paramref name="Count"/>.</param>
public sealed record LatencySummary(
    long Count, long P50Ns, long P95Ns, long P99Ns, long MaxNs, IReadOnlyList<long> BucketFromNs, IReadOnlyList<long> BucketCounts)
{
    /// <summary>More values than any window has; keeps sums of many histograms within an int64.</summary>
    private const long MaxCount = 1L << 48;

    internal string? Problem(string member)
    {
        if (Count is < 0 or > MaxCount)
        {
            return $"{member} counts {Count} values";
        }

        if (P50Ns < 0 || P95Ns < P50Ns || P99Ns < P95Ns || MaxNs < P99Ns)
        {
            return $"{member} has percentiles that are negative or do not ascend";
        }

        if (BucketFromNs.Count != BucketCounts.Count)
        {
            return $"{member} has {BucketFromNs.Count} bucket edges and {BucketCounts.Count} bucket counts";
        }

        long left = Count;
        for (int i = 0; i < BucketCounts.Count; i++)
        {
            bool ascends = BucketFromNs[i] >= 0 && (i == 0 || BucketFromNs[i] > BucketFromNs[i - 1]);
            if (!ascends || BucketCounts[i] < 1 || BucketCounts[i] > left)
            {
                return $"{member} has a bucket out of order or out of range at place {i}";
            }

            left -= BucketCounts[i];
        }

        return left == 0 ? null : $"{member} has buckets that add up to {Count - left}, not to its count {Count}";
    }
}
