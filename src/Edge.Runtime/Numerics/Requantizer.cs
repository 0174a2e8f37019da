using Edge.Runtime.Errors;

namespace Edge.Runtime.Numerics;

/// <summary>
/// Brings exact accumulators of a matrix-vector product to a 16-bit format: per row an integer multiplier and a shift,
/// out = clamp(round(acc * multiplier / 2^shift)). Immutable.
/// </summary>
/// <remarks>
/// Multipliers have 21 bits and accumulators at most 41 (2^30 per product, 2048 inputs), so the product stays below 2^62 and
/// the rounding term of at most 2^61 cannot overflow it; the ratio is exact to 2^-21.
/// </remarks>
public sealed class Requantizer
{
    /// <summary>Bits of a multiplier.</summary>
    public const int MultiplierBits = 21;

    private const int MaxShift = 62;

    private readonly int[] _multiplier;
    private readonly byte[] _shift;
    private readonly int _low;
    private readonly int _high;

    /// <summary>A requantiser for the given ratios of output units per accumulator unit.</summary>
    /// <param name="ratios">One per row, not negative; 0 gives 0 for every accumulator.</param>
    /// <param name="low">Smallest output.</param>
    /// <param name="high">Largest output.</param>
    /// <param name="where">Named in errors.</param>
    /// <exception cref="EdgeException">A ratio is negative, not finite or too large.</exception>
    public Requantizer(ReadOnlySpan<double> ratios, int low, int high, string where)
    {
        _multiplier = new int[ratios.Length];
        _shift = new byte[ratios.Length];
        (_low, _high) = (low, high);
        for (int row = 0; row < ratios.Length; row++)
        {
            (_multiplier[row], _shift[row]) = Decompose(ratios[row], where);
        }
    }

    /// <summary>Smallest and largest code of a signed format: -2^(b-1) to 2^(b-1) - 1; 16 bits leave -32768 out.</summary>
    public static (int Low, int High) CodeRange(int bits) => bits == 16 ? (-32767, 32767) : (-(1 << (bits - 1)), (1 << (bits - 1)) - 1);

    /// <summary>The multiplier and the shift whose quotient is nearest to a ratio.</summary>
    /// <exception cref="EdgeException">The ratio is negative, not finite or too large.</exception>
    public static (int Multiplier, byte Shift) Decompose(double ratio, string where)
    {
        if (ratio == 0)
        {
            return (0, 0);
        }

        if (!(ratio > 0) || ratio >= 1 << (MultiplierBits - 1))
        {
            throw EdgeException.BadInput($"a requantisation ratio of {ratio} cannot be represented", where, "calibrate the model again");
        }

        int shift = MultiplierBits - 1 - Math.ILogB(ratio);
        if (shift > MaxShift)
        {
            return (0, 0);
        }

        long multiplier = Rounding.Nearest(Math.ScaleB(ratio, shift));
        return multiplier == 1 << MultiplierBits ? (1 << (MultiplierBits - 1), (byte)(shift - 1)) : ((int)multiplier, (byte)shift);
    }

    /// <summary>Requantises 32-bit accumulators; those beyond the rows are padding and ignored.</summary>
    public void Apply(ReadOnlySpan<int> accumulators, Span<short> output)
    {
        for (int row = 0; row < _multiplier.Length; row++)
        {
            output[row] = (short)One(accumulators[row], row);
        }
    }

    /// <summary>Requantises 64-bit accumulators; those beyond the rows are padding and ignored.</summary>
    public void Apply(ReadOnlySpan<long> accumulators, Span<short> output)
    {
        for (int row = 0; row < _multiplier.Length; row++)
        {
            output[row] = (short)One(accumulators[row], row);
        }
    }

    /// <summary>Requantises 32-bit accumulators to 32 bits.</summary>
    public void Apply(ReadOnlySpan<int> accumulators, Span<int> output)
    {
        for (int row = 0; row < _multiplier.Length; row++)
        {
            output[row] = One(accumulators[row], row);
        }
    }

    /// <summary>Requantises 64-bit accumulators to 32 bits.</summary>
    public void Apply(ReadOnlySpan<long> accumulators, Span<int> output)
    {
        for (int row = 0; row < _multiplier.Length; row++)
        {
            output[row] = One(accumulators[row], row);
        }
    }

    private int One(long accumulator, int row) =>
        (int)Math.Clamp(Rounding.ShiftRight(accumulator * _multiplier[row], _shift[row]), _low, _high);
}
