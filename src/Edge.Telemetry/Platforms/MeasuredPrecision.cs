namespace Edge.Telemetry.Platforms;

/// <summary>What a multiply-accumulate of one precision takes on a measured device.</summary>
/// <param name="WeightBits">2, 4, 8 or 16.</param>
/// <param name="ActivationBits">8 or 16; narrower activations are computed as 8 bits.</param>
/// <param name="MacNanoseconds">Time of one in a dense product, ns, at least 0.</param>
/// <param name="ChangedMacNanoseconds">Time of one whose input changed, in a product that skips the others, ns; null when it was not measured.</param>
/// <param name="DenseAbove">Updated fraction above which the device multiplies densely, 0 to 1; null when it was not measured.</param>
public sealed record MeasuredPrecision(int WeightBits, int ActivationBits, double MacNanoseconds, double? ChangedMacNanoseconds = null, double? DenseAbove = null);
