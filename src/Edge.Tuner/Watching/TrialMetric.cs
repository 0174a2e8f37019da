using System.Globalization;

namespace Edge.Tuner.Watching;

/// <summary>One thing that is watched: how it is read from a window and which values are acceptable.</summary>
/// <param name="Name">For people.</param>
/// <param name="Unit">For people.</param>
/// <param name="Read">The value of a window, or null.</param>
/// <param name="Acceptable">Lowest and highest acceptable trial value, from the baseline's value and the bounds.</param>
/// <param name="NeedsBaseline">False when the bounds hold whatever the baseline was.</param>
internal sealed record TrialMetric(
    string Name,
    string Unit,
    Func<TrialSample, double?> Read,
    Func<double, TrialBounds, (double Low, double High)> Acceptable,
    bool NeedsBaseline = true)
{
    /// <summary>Everything that is watched.</summary>
    public static IReadOnlyList<TrialMetric> All { get; } =
    [
        new("latency p99", "us", s => s.LatencyP99Microseconds,
            (b, t) => (0, Math.Max(b * t.LatencyRatio, b + t.LatencySlackMicroseconds))),
        new("energy", "uJ/s", s => s.EnergyMicrojoulesPerSecond,
            (b, t) => (0, b * t.EnergyRatio)),
        new("phone rate", "/s", s => s.PhonesPerSecond,
            (b, t) => (Math.Min(b / t.PhoneRateRatio, b - t.PhoneRateSlack), Math.Max(b * t.PhoneRateRatio, b + t.PhoneRateSlack))),
        new("entropy", "bit", s => s.EntropyBits,
            (b, t) => (0, b + t.EntropySlackBits)),
        new("shadow agreement", "", s => s.ShadowAgreement,
            (_, t) => (t.MinimumAgreement, 1), NeedsBaseline: false),
    ];

    /// <summary>Judges one metric by the medians of the windows that have it.</summary>
    /// <returns>Null when too few windows have a value.</returns>
    public MetricFinding? Judge(IReadOnlyCollection<TrialSample> baseline, IReadOnlyCollection<TrialSample> trial, TrialBounds bounds)
    {
        double[] before = Values(baseline), now = Values(trial);
        if (now.Length < bounds.MinimumWindows || (NeedsBaseline && before.Length < bounds.MinimumWindows))
        {
            return null;
        }

        double? reference = before.Length < bounds.MinimumWindows ? null : Median(before);
        double found = Median(now);
        (double low, double high) = Acceptable(reference ?? 0, bounds);
        bool certain = !NeedsBaseline
            || (found > high && RankSumTest.Exceeds(now, Moved(before, high)))
            || (found < low && RankSumTest.Exceeds(Moved(before, low), now));
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} {found:0.###}{Unit} (baseline {reference?.ToString("0.###", CultureInfo.InvariantCulture) ?? "none"}, allowed {Math.Max(low, 0):0.###} to {high:0.###})");
        return new(found < low || found > high, certain, text);
    }

    /// <summary>The values with their median brought to the bound: the spread that a plan exactly at the bound would show.</summary>
    private static double[] Moved(double[] values, double bound) => [.. values.Select(v => v + bound - Median(values))];

    private static double Median(double[] ordered)
    {
        int middle = ordered.Length / 2;
        return ordered.Length % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
    }

    private double[] Values(IReadOnlyCollection<TrialSample> windows) =>
        [.. windows.Select(Read).Where(v => v is { } x && double.IsFinite(x) && x >= 0).Select(v => v!.Value).Order()];
}
