namespace Edge.Telemetry.Platforms;

/// <summary>What a product takes beside its multiply-accumulates, by the width of its inputs.</summary>
/// <param name="ActivationBits">8 or 16; narrower activations are computed as 8 bits.</param>
/// <param name="OutputNanoseconds">Per output, ns, at least 0.</param>
/// <param name="InputNanoseconds">Per input, ns, at least 0.</param>
public sealed record MeasuredActivation(int ActivationBits, double OutputNanoseconds, double InputNanoseconds);
