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
        double? reference = Median(baseline, bounds.MinimumWindows);
        double? value = Median(trial, bounds.MinimumWindows);
        if (value is not { } found || (NeedsBaseline && reference is null))
        {
            return null;
        }

        (double low, double high) = Acceptable(reference ?? 0, bounds);
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} {found:0.###}{Unit} (baseline {reference?.ToString("0.###", CultureInfo.InvariantCulture) ?? "none"}, allowed {Math.Max(low, 0):0.###} to {high:0.###})");
        return new(found < low || found > high, text);
    }

    private double? Median(IReadOnlyCollection<TrialSample> windows, int minimum)
    {
        double[] values = [.. windows.Select(Read).Where(v => v is { } x && double.IsFinite(x) && x >= 0).Select(v => v!.Value).Order()];
        if (values.Length < Math.Max(1, minimum))
        {
            return null;
        }

        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
