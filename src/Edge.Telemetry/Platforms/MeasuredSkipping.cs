namespace Edge.Telemetry.Platforms;

/// <summary>What a product that skips unchanged inputs takes beside the multiply-accumulates of the changed ones.</summary>
/// <param name="OutputNanoseconds">Per output, ns, at least 0.</param>
/// <param name="InputNanoseconds">Per input that is looked at, ns, at least 0.</param>
/// <param name="ChangedInputNanoseconds">Per input that changed, ns, at least 0.</param>
public sealed record MeasuredSkipping(double OutputNanoseconds, double InputNanoseconds, double ChangedInputNanoseconds);
