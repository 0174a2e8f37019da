namespace Edge.Telemetry.Platforms;

/// <summary>What one precision of a product costs on a platform.</summary>
/// <param name="WeightBits">2, 4, 8 or 16.</param>
/// <param name="ActivationBits">2, 4, 8 or 16.</param>
/// <param name="Speedup">Products per unit of time over those of the platform's 16 x 16 bit baseline, above 0.</param>
/// <param name="MacPicojoule">Energy of one multiply-accumulate, pJ; null where the platform has no energy model.</param>
public sealed record PrecisionCost(int WeightBits, int ActivationBits, double Speedup, double? MacPicojoule = null);
