namespace Edge.Runtime.Numerics;

/// <summary>
/// Brings a 16-bit fixed-point vector to the codes of an activation format: code = clamp(round(x * ratio)).
/// Immutable.
/// </summary>
public sealed class ActivationQuantizer
{
    private readonly int _multiplier;
    private readonly byte _shift;
    private readonly int _low;
    private readonly int _high;

    /// <summary>A quantiser from a fixed-point format to codes.</summary>
    /// <param name="sourceFractionBits">Fraction bits of the input.</param>
    /// <param name="step">Value of one code.</param>
    /// <param name="bits">2, 4, 8 or 16.</param>
    /// <param name="where">Named in errors.</param>
    public ActivationQuantizer(int sourceFractionBits, double step, int bits, string where)
    {
        (_multiplier, _shift) = Requantizer.Decompose(Math.ScaleB(1 / step, -sourceFractionBits), where);
        (_low, _high) = Requantizer.CodeRange(bits);
    }

    /// <summary>Quantises a vector.</summary>
    public void Apply(ReadOnlySpan<short> values, Span<short> codes)
    {
        for (int i = 0; i < values.Length; i++)
        {
            codes[i] = (short)Math.Clamp(Rounding.ShiftRight((long)values[i] * _multiplier, _shift), _low, _high);
        }
    }
}
