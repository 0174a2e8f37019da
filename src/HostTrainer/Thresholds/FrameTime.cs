namespace HostTrainer.Thresholds;

/// <summary>Time of a frame, and of a frame with the same bits computed densely in the same rounds. Depends on the machine and its load.</summary>
/// <param name="Microseconds">Median over the rounds.</param>
/// <param name="DenseMicroseconds">Median of the dense frame over the same rounds.</param>
/// <param name="Speedup">Median of the rounds' ratios, dense over this.</param>
public sealed record FrameTime(double Microseconds, double DenseMicroseconds, double Speedup);
