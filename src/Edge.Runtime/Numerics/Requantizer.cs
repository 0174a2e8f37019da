using Edge.Runtime.Errors;
using Edge.Runtime.Kernels;

namespace Edge.Runtime.Numerics;

/// <summary>
/// Brings exact accumulators of a matrix-vector product to a 16-bit format: per row an integer multiplier and a shift,
/// out = clamp(round(acc * multiplier / 2^shift)). Immutable.
/// </summary>
/// <remarks>
/// Multipliers have 21 bits and accumulators at most 41 (2^30 per product, 2048 inputs), so the product stays below 2^62 and
/// the rounding term of at most 2^61 cannot overflow it; the ratio is exact to 2^-21.
/// </remarks>
public sealed unsafe class Requantizer
{
    /// <summary>Bits of a multiplier.</summary>
    public const int MultiplierBits = 21;

    private const int MaxShift = 62;

    // Vector code computes twice the output before it rounds.
    private const int LargestLimit = 1 << 30;

    private readonly AlignedBuffer<int> _multiplier;
    private readonly AlignedBuffer<byte> _shift;
    private readonly AlignedBuffer<double> _twice;
    private readonly int _low;
    private readonly int _high;

    /// <summary>A requantiser for the given ratios of output units per accumulator unit.</summary>
    /// <param name="ratios">One per row, not negative; 0 gives 0 for every accumulator.</param>
    /// <param name="low">Smallest output, above -2^30.</param>
    /// <param name="high">Largest output, below 2^30.</param>
    /// <param name="where">Named in errors.</param>
    /// <exception cref="EdgeException">A ratio is negative, not finite or too large.</exception>
    public Requantizer(ReadOnlySpan<double> ratios, int low, int high, string where)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(low, -LargestLimit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(high, LargestLimit);
        _multiplier = new AlignedBuffer<int>(ratios.Length);
        _shift = new AlignedBuffer<byte>(ratios.Length);
        _twice = new AlignedBuffer<double>(ratios.Length);
        (_low, _high) = (low, high);
        for (int row = 0; row < ratios.Length; row++)
        {
            (int multiplier, byte shift) = Decompose(ratios[row], where);
            _multiplier.Span[row] = multiplier;
            _shift.Span[row] = shift;
            _twice.Span[row] = Math.ScaleB(multiplier, 1 - shift);
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
    public void Apply(ReadOnlySpan<int> accumulators, Span<short> output) => Apply<int, short>(VectorPaths.Best, accumulators, output);

    /// <summary>Requantises 64-bit accumulators; those beyond the rows are padding and ignored.</summary>
    public void Apply(ReadOnlySpan<long> accumulators, Span<short> output) => Apply<long, short>(VectorPaths.Best, accumulators, output);

    /// <summary>Requantises 32-bit accumulators to 32 bits.</summary>
    public void Apply(ReadOnlySpan<int> accumulators, Span<int> output) => Apply<int, int>(VectorPaths.Best, accumulators, output);

    /// <summary>Requantises 64-bit accumulators to 32 bits.</summary>
    public void Apply(ReadOnlySpan<long> accumulators, Span<int> output) => Apply<long, int>(VectorPaths.Best, accumulators, output);

    /// <summary>As above, by a form of the code that this machine supports.</summary>
    /// <typeparam name="TSum">int or long.</typeparam>
    /// <typeparam name="TOutput">short or int.</typeparam>
    internal void Apply<TSum, TOutput>(VectorPath path, ReadOnlySpan<TSum> accumulators, Span<TOutput> output)
        where TSum : unmanaged
        where TOutput : unmanaged
    {
        RequantizerRows rows = new()
        {
            Count = _multiplier.Length,
            Multiplier = _multiplier.Pointer,
            Shift = _shift.Pointer,
            Twice = _twice.Pointer,
            Low = _low,
            High = _high,
        };
        fixed (TSum* sums = accumulators[..rows.Count])
        fixed (TOutput* target = output[..rows.Count])
        {
            RequantizerStep.Run(path, rows, sums, target);
        }

        GC.KeepAlive(this);
    }
}
