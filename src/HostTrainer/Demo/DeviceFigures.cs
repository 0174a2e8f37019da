using Edge.Runtime.Model;
using Edge.Telemetry.Contracts;
using Edge.Telemetry.Histograms;

namespace HostTrainer.Demo;

/// <summary>What the device measured of itself over some windows.</summary>
/// <param name="Windows">Windows.</param>
/// <param name="Frames">Network frames in them.</param>
/// <param name="FrontEnd">PCM to features.</param>
/// <param name="Network">Features to posteriors.</param>
/// <param name="Decoder">Posteriors to phones.</param>
/// <param name="Total">PCM to phones.</param>
/// <param name="UpdatedFraction">Share of every layer's inputs that was computed, 1 for a dense layer.</param>
/// <param name="UpdatedWork">The same of all multiply-accumulates.</param>
public sealed record DeviceFigures(
    int Windows,
    long Frames,
    StageFigures FrontEnd,
    StageFigures Network,
    StageFigures Decoder,
    StageFigures Total,
    IReadOnlyDictionary<string, double> UpdatedFraction,
    double UpdatedWork)
{
    private const double NanosecondsPerMicrosecond = 1000;

    /// <summary>Adds windows up.</summary>
    /// <param name="windows">Windows of one plan.</param>
    /// <param name="topology">The network, for the work of its layers.</param>
    /// <returns>Null when there is no window with a frame.</returns>
    public static DeviceFigures? Of(IReadOnlyList<TelemetryPayload> windows, NetworkTopology topology)
    {
        TelemetryPayload[] filled = [.. windows.Where(w => w.Frames > 0)];
        if (filled.Length == 0)
        {
            return null;
        }

        long frames = filled.Sum(w => w.Frames);
        Dictionary<string, double> updated = filled
            .SelectMany(w => w.Layers.Select(l => (l.Name, Share: l.UpdatedFraction * w.Frames / frames)))
            .GroupBy(l => l.Name)
            .ToDictionary(g => g.Key, g => g.Sum(l => l.Share));
        MatrixShape[] shapes = [.. topology.Matrices()];
        double work = shapes.Sum(s => s.Weights * updated.GetValueOrDefault(s.Name, 1)) / shapes.Sum(s => (double)s.Weights);
        return new DeviceFigures(
            filled.Length,
            frames,
            Stage(filled, l => l.FrontEnd),
            Stage(filled, l => l.Network),
            Stage(filled, l => l.Decoder),
            Stage(filled, l => l.Total),
            updated,
            work);
    }

    private static StageFigures Stage(IEnumerable<TelemetryPayload> windows, Func<StageLatencies, LatencySummary> stage)
    {
        HistogramSnapshot all = windows
            .Select(w => HistogramSnapshot.FromSummary(stage(w.Latency), "telemetry"))
            .Aggregate(HistogramSnapshot.Empty, (sum, window) => sum.Merge(window));
        return new StageFigures(all.Percentile(0.50) / NanosecondsPerMicrosecond, all.Percentile(0.99) / NanosecondsPerMicrosecond);
    }
}
