using HostTrainer.Thresholds;

namespace HostTrainer.Cli;

/// <summary>One combination of thresholds.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Thresholds">In codes, per layer in data-path order.</param>
/// <param name="Error">Phone error, percent.</param>
/// <param name="Rise">Error above that of the same bits without thresholds, percentage points.</param>
/// <param name="Eliminated">Share of multiply-accumulates not made, 0 to 1.</param>
/// <param name="UpdatedFractions">Share of inputs transmitted, 0 to 1, per layer.</param>
/// <param name="OnFront">Whether no other combination is better in error and eliminated work.</param>
/// <param name="Time">Time of a frame beside dense; left out when not measured.</param>
public sealed record DeltaSweepPointDocument(
    int Number,
    IReadOnlyList<int> Thresholds,
    double Error,
    double Rise,
    double Eliminated,
    IReadOnlyList<double> UpdatedFractions,
    bool OnFront,
    FrameTime? Time)
{
    /// <summary>The document of a point.</summary>
    internal static DeltaSweepPointDocument Of(int number, SweepPoint point, double denseError) => new(
        number,
        [.. point.Plan.Layers.Select(l => l.DeltaThreshold ?? 0)],
        point.Error,
        point.Error - denseError,
        point.Eliminated,
        point.UpdatedFractions,
        point.OnFront,
        point.Time);
}
