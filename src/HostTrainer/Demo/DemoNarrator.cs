using System.Globalization;

using Edge.Telemetry.Contracts;

using HostTrainer.Search;

namespace HostTrainer.Demo;

/// <summary>Tells what happens, a line at a time. Thread-safe.</summary>
/// <param name="output">Where to.</param>
public sealed class DemoNarrator(TextWriter output)
{
    private const int ProgressStep = 10;
    private const double NanosecondsPerMicrosecond = 1000;

    private readonly TextWriter _output = TextWriter.Synchronized(output);
    private double _heard;

    /// <summary>Says one line.</summary>
    public void Say(FormattableString line) => _output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Shows a window with the phones of it: each with its start in the recording, then how long after their end they were known.</summary>
    public void Show(TelemetryPayload window, IReadOnlyList<DemoPhone> phones)
    {
        _heard += window.WindowSeconds;
        LatencySummary frame = window.Latency.Total;
        string heard = string.Join("  ", phones.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Phone} {p.StartSeconds:0.00}")));
        string known = phones.Count == 0 ? "" : Text($", phones known {Median(phones):0} ms after their end");
        Say($"{_heard,6:0.0} s  {(phones.Count == 0 ? "" : phones[^1].Recording)}  {heard}");
        Say($"          plan {window.PlanVersion}: frame p50 {frame.P50Ns / NanosecondsPerMicrosecond:0} us, p99 {frame.P99Ns / NanosecondsPerMicrosecond:0} us{known}");
    }

    /// <summary>Shows how far the search is, now and then.</summary>
    public void Show(SearchProgress progress)
    {
        if (progress.Done % ProgressStep == 0 || progress.Done == progress.Budget)
        {
            Say($"search    generation {progress.Generation}, {progress.Done} of {progress.Budget} plans measured, {progress.Seconds:0.0} s");
        }
    }

    /// <summary>Shows what the device says of the plan.</summary>
    public void Show(PlanReportedPayload report) =>
        Say($"device    plan {report.Version}: {report.State.ToString().ToLowerInvariant()}{(report.Reason is { } r ? $" ({r})" : "")}");

    private static double Median(IReadOnlyList<DemoPhone> phones) =>
        1000 * phones.Select(p => p.LatencySeconds).Order().ElementAt(phones.Count / 2);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
