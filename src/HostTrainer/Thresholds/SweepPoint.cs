using Edge.Runtime.Model;

namespace HostTrainer.Thresholds;

/// <summary>What one combination of thresholds gives.</summary>
/// <param name="Plan">The combination.</param>
/// <param name="Error">Phone error over all speech together, percent.</param>
/// <param name="UpdatedFractions">Share of inputs transmitted, per matrix in data-path order, counted over all frames.</param>
/// <param name="Eliminated">Share of multiply-accumulates not made, over all matrices, 0 to 1.</param>
/// <param name="Time">Time of a frame beside dense, or null when not measured.</param>
/// <param name="OnFront">Whether no other combination has a lower error and eliminates as much, or the same error and eliminates more.</param>
public sealed record SweepPoint(
    PrecisionPlan Plan, double Error, IReadOnlyList<double> UpdatedFractions, double Eliminated, FrameTime? Time = null, bool OnFront = false);
