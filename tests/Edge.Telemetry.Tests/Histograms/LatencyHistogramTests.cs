using Edge.Runtime.Errors;
using Edge.Telemetry.Contracts;
using Edge.Telemetry.Histograms;

using Xunit;

namespace Edge.Telemetry.Tests.Histograms;

public sealed class LatencyHistogramTests
{
    private static LatencyHistogram Of(IEnumerable<long> values)
    {
        LatencyHistogram histogram = new();
        foreach (long value in values)
        {
            histogram.Record(value);
        }

        return histogram;
    }

    private static long[] Sample(int seed, int count)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 100L << random.Next(30)).Select(v => v + random.NextInt64(v))];
    }

    [Fact]
    public void Buckets_tile_the_range_without_gap_at_three_percent()
    {
        for (int i = 0; i < HistogramLayout.Buckets; i++)
        {
            long low = HistogramLayout.LowerEdge(i), high = HistogramLayout.UpperEdge(i);
            Assert.Equal((i, i), (HistogramLayout.IndexOf(low), HistogramLayout.IndexOf(high)));
            Assert.Equal(HistogramLayout.LowerEdge(i + 1), high + 1);
            Assert.True(i == 0 || (high - low + 1) * 32 <= low, $"bucket {i} is too wide");
        }

        Assert.True(HistogramLayout.LowerEdge(1) <= 100 && HistogramLayout.UpperEdge(HistogramLayout.Buckets - 1) >= 100_000_000_000);
        Assert.Equal(0, HistogramLayout.IndexOf(-5));
        Assert.Equal(HistogramLayout.Buckets - 1, HistogramLayout.IndexOf(long.MaxValue));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(0.99)]
    [InlineData(1)]
    public void Percentiles_are_those_of_the_sorted_values_within_three_percent(double fraction)
    {
        long[] values = Sample(1, 10_000);
        Array.Sort(values);
        long exact = values[Math.Max(0, (int)Math.Ceiling(fraction * values.Length) - 1)];
        long told = Of(values).Snapshot().Percentile(fraction);
        Assert.InRange(told, exact, exact + (exact / 32) + 1);
    }

    [Fact]
    public void Windows_and_merging_are_inverse_to_each_other()
    {
        long[] first = Sample(2, 500), second = Sample(3, 700);
        LatencyHistogram histogram = Of(first);
        HistogramSnapshot early = histogram.Snapshot();
        Array.ForEach(second, histogram.Record);
        HistogramSnapshot window = histogram.Snapshot().Since(early);

        Assert.Equal(700, window.Count);
        Assert.Equal(Of(second).Snapshot().ToSummary().BucketCounts, window.ToSummary().BucketCounts);
        Assert.Equal(Of([.. first, .. second]).Snapshot().ToSummary().BucketCounts, early.Merge(window).ToSummary().BucketCounts);
        Assert.Throws<ArgumentException>(() => early.Since(histogram.Snapshot()));
    }

    [Fact]
    public void The_maximum_of_a_window_is_not_that_of_the_time_before()
    {
        LatencyHistogram histogram = Of([1_000_000]);
        HistogramSnapshot early = histogram.Snapshot();
        histogram.Record(2000);
        Assert.InRange(histogram.Snapshot().Since(early).Max, 2000, 2064);
    }

    [Fact]
    public void An_empty_histogram_says_zero()
    {
        LatencySummary summary = HistogramSnapshot.Empty.ToSummary();
        Assert.Equal((0, 0, 0), (summary.Count, summary.P99Ns, summary.MaxNs));
        Assert.Empty(summary.BucketCounts);
    }

    [Fact]
    public void A_summary_gives_the_same_histogram_again()
    {
        LatencySummary summary = Of(Sample(4, 1000)).Snapshot().ToSummary();
        LatencySummary again = HistogramSnapshot.FromSummary(summary, "topic").ToSummary();
        Assert.Equal((summary.BucketFromNs, summary.BucketCounts), (again.BucketFromNs, again.BucketCounts), Comparer);
        Assert.Equal((summary.P50Ns, summary.P99Ns, summary.MaxNs), (again.P50Ns, again.P99Ns, again.MaxNs));
        LatencySummary wrong = summary with { BucketFromNs = [.. summary.BucketFromNs.Select(e => e + 1)] };
        Assert.Throws<EdgeException>(() => HistogramSnapshot.FromSummary(wrong, "topic"));
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        LatencyHistogram histogram = Of([1, 1_000_000]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            histogram.Record(i * 37, 1_000_000_000);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Ticks_become_nanoseconds_without_overflow()
    {
        LatencyHistogram histogram = new();
        histogram.Record(24_000_000L * 90, 24_000_000);
        Assert.Equal(90_000_000_000, histogram.Snapshot().Max);
    }

    private static bool Comparer((IReadOnlyList<long> A, IReadOnlyList<long> B) x, (IReadOnlyList<long> A, IReadOnlyList<long> B) y) =>
        x.A.SequenceEqual(y.A) && x.B.SequenceEqual(y.B);
}
