namespace Edge.Telemetry.Histograms;

/// <summary>
/// Counts latencies in log-linear buckets (<see cref="HistogramLayout"/>) in about 8 kB. One thread records, without
/// allocating or locking; any thread takes snapshots. Windows are differences of snapshots, so nothing is ever reset.
/// </summary>
public sealed class LatencyHistogram
{
    private readonly long[] counts = new long[HistogramLayout.Buckets];
    private long max;

    /// <summary>Counts one latency. Only one thread may call this.</summary>
    /// <param name="nanoseconds">At least 0; a negative one (a clock that stepped back) counts as 0.</param>
    public void Record(long nanoseconds)
    {
        ref long count = ref counts[HistogramLayout.IndexOf(nanoseconds)];
        Volatile.Write(ref count, count + 1);
        if (nanoseconds > max)
        {
            Volatile.Write(ref max, nanoseconds);
        }
    }

    /// <summary>Counts one latency given as a difference of <see cref="TimeProvider.GetTimestamp"/> readings.</summary>
    /// <param name="ticks">The difference.</param>
    /// <param name="frequency">Ticks per second, at least 1.</param>
    public void Record(long ticks, long frequency) => Record((long)((Int128)ticks * 1_000_000_000 / frequency));

    /// <summary>What was counted so far.</summary>
    public HistogramSnapshot Snapshot()
    {
        long[] copy = new long[counts.Length];
        for (int i = 0; i < copy.Length; i++)
        {
            copy[i] = Volatile.Read(ref counts[i]);
        }

        return new(copy, Volatile.Read(ref max));
    }
}
