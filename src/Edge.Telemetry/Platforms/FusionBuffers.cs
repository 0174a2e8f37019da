namespace Edge.Telemetry.Platforms;

/// <summary>On-chip memories of a fusion array. One half is filled while the other is read.</summary>
/// <param name="InputBytes">Activations, 1 to 2^40 bytes.</param>
/// <param name="WeightBytes">Weights, 1 to 2^40 bytes.</param>
/// <param name="OutputBytes">Sums, 1 to 2^40 bytes.</param>
public sealed record FusionBuffers(long InputBytes, long WeightBytes, long OutputBytes)
{
    private const long MaxBytes = 1L << 40;

    /// <summary>What is out of range, or null.</summary>
    internal string? Fault() => new[] { InputBytes, WeightBytes, OutputBytes }.All(b => b is >= 1 and <= MaxBytes)
        ? null
        : $"buffers: {InputBytes}, {WeightBytes} and {OutputBytes} bytes are not from 1 to {MaxBytes} each";
}
