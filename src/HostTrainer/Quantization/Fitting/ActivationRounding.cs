using Edge.Runtime.Numerics;

namespace HostTrainer.Quantization.Fitting;

/// <summary>Rounds float vectors to the values that activation codes stand for.</summary>
internal static class ActivationRounding
{
    /// <summary>Rounds to codes of a precision and back.</summary>
    /// <param name="values">Vectors.</param>
    /// <param name="rounded">Receives the rounded values; may be the same memory.</param>
    /// <param name="step">Value of a code unit.</param>
    /// <param name="bits">2, 4 or 8.</param>
    public static void Apply(ReadOnlySpan<float> values, Span<float> rounded, double step, int bits)
    {
        (int low, int high) = Requantizer.CodeRange(bits);
        float unit = (float)step, scale = (float)(1 / step);
        for (int i = 0; i < values.Length; i++)
        {
            rounded[i] = Math.Clamp(MathF.Floor((values[i] * scale) + 0.5f), low, high) * unit;
        }
    }
}
