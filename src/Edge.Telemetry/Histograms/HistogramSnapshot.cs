using Edge.Runtime.Errors;
using Edge.Telemetry.Contracts;

namespace Edge.Telemetry.Histograms;

/// <summary>An unchanging latency histogram: percentiles, windows (<see cref="Since"/>) and merging.</summary>
public sealed class HistogramSnapshot
{
    private readonly long[] counts;

    internal HistogramSnapshot(long[] counts, long max)
    {
        this.counts = counts;
        Count = counts.Sum();
        int last = Array.FindLastIndex(counts, c => c > 0);

        // A value being recorded while the copy was made may be in only one of the two: the bucket decides.
        Max = last < 0 ? 0 : last == HistogramLayout.Buckets - 1 ? Math.Max(max, HistogramLayout.LowerEdge(last))
            : Math.Clamp(max, HistogramLayout.LowerEdge(last), HistogramLayout.UpperEdge(last));
    }

    /// <summary>Nothing counted.</summary>
    public static HistogramSnapshot Empty { get; } = new(new long[HistogramLayout.Buckets], 0);

    /// <summary>Recorded values.</summary>
    public long Count { get; }

    /// <summary>Largest value in nanoseconds: exact for a whole histogram, to the bucket (3 %) for a window; 0 when empty.</summary>
    public long Max { get; }

    /// <summary>The value that a fraction of all values does not exceed: the upper edge of its bucket, at most 3.2 % too high.</summary>
    /// <param name="fraction">0 to 1; 0.99 for p99.</param>
    /// <returns>Nanoseconds; 0 when empty.</returns>
    public long Percentile(double fraction)
    {
        if (fraction is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "0 to 1");
        }

        long rank = Math.Max(1, (long)Math.Ceiling(fraction * Count));
        long seen = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            seen += counts[i];
            if (seen >= rank)
            {
                return Math.Min(HistogramLayout.UpperEdge(i), Max);
            }
        }

        return 0;
    }

    /// <summary>What came after an earlier snapshot of the same histogram.</summary>
    public HistogramSnapshot Since(HistogramSnapshot earlier)
    {
        long[] difference = new long[counts.Length];
        for (int i = 0; i < difference.Length; i++)
        {
            difference[i] = counts[i] - earlier.counts[i];
            if (difference[i] < 0)
            {
                throw new ArgumentException("the other snapshot is not an earlier one of the same histogram", nameof(earlier));
            }
        }

        return new(difference, Max);
    }

    /// <summary>Both together.</summary>
    public HistogramSnapshot Merge(HistogramSnapshot other)
    {
        long[] sum = new long[counts.Length];
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = checked(counts[i] + other.counts[i]);
        }

        return new(sum, Math.Max(Max, other.Max));
    }

    /// <summary>The payload form: percentiles and filled buckets.</summary>
    public LatencySummary ToSummary()
    {
        int[] filled = [.. Enumerable.Range(0, counts.Length).Where(i => counts[i] > 0)];
        return new(
            Count, Percentile(0.50), Percentile(0.95), Percentile(0.99), Max,
            [.. filled.Select(HistogramLayout.LowerEdge)], [.. filled.Select(i => counts[i])]);
    }

    /// <summary>The histogram a payload describes.</summary>
    /// <param name="summary">A checked summary.</param>
    /// <param name="where">Named in errors: the topic.</param>
    /// <exception cref="EdgeException">A bucket edge is none of <see cref="HistogramLayout"/> (exit code 3).</exception>
    public static HistogramSnapshot FromSummary(LatencySummary summary, string where)
    {
        if (summary.Problem("the histogram") is { } problem)
        {
            throw EdgeException.BadInput(problem, where, "update the older of device and host");
        }

        long[] counts = new long[HistogramLayout.Buckets];
        for (int i = 0; i < summary.BucketFromNs.Count; i++)
        {
            int index = HistogramLayout.IndexOf(summary.BucketFromNs[i]);
            if (HistogramLayout.LowerEdge(index) != summary.BucketFromNs[i])
            {
                throw EdgeException.BadInput($"{summary.BucketFromNs[i]} ns is no bucket edge", where, "update the older of device and host");
            }

            counts[index] = summary.BucketCounts[i];
        }

        return new(counts, summary.MaxNs);
    }
}
