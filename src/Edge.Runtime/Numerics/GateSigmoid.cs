using System.Runtime.CompilerServices;

namespace Edge.Runtime.Numerics;

/// <summary>
/// The logistic function of a gate: 16-bit fixed point in, a 15-bit fraction out, from a table of 1025 points with linear
/// interpolation. Within 1.3 units of 2^-15 of the true value.
/// </summary>
public static class GateSigmoid
{
    /// <summary>
    /// Fraction bits of a gate's pre-activation. The range of -64 to 64 is for its summands, which may be large and of opposite sign;
    /// beyond -16 to 16 the gate is fully open or shut.
    /// </summary>
    public const int InputFractionBits = 9;

    /// <summary>Fraction bits of the gate: 32768 is fully open.</summary>
    public const int OutputFractionBits = 15;

    /// <summary>The value of a fully open gate.</summary>
    public const int One = 1 << OutputFractionBits;

    private const int Limit = 16 << InputFractionBits;
    private const int StepBits = 4;
    private const int Points = ((2 * Limit) >> StepBits) + 1;
    private const int ExtraBits = 1;

    private static readonly int[] Table = Build();

    /// <summary>sigmoid(preActivation), 0 to <see cref="One"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(short preActivation)
    {
        int position = Math.Clamp((int)preActivation, -Limit, Limit - 1) + Limit;
        int index = position >> StepBits, rest = position & ((1 << StepBits) - 1);
        int low = Table[index], high = Table[index + 1];
        return Rounding.ShiftRight((low << StepBits) + ((high - low) * rest), StepBits + ExtraBits);
    }

    /// <summary>
    /// sigmoid at a table point, <paramref name="index"/> steps of 2^-5 from 0, in units of 2^-16: one bit more than the output, so
    /// that interpolation does not round twice. Slow; builds tables.
    /// </summary>
    internal static int Point(int index)
    {
        double x = (double)(index << StepBits) / (1 << InputFractionBits);
        return (int)Rounding.Nearest((One << ExtraBits) / (1 + ExactMath.Exp(-x)));
    }

    private static int[] Build()
    {
        int[] table = new int[Points];
        for (int i = 0; i < Points; i++)
        {
            table[i] = Point(i - (Limit >> StepBits));
        }

        return table;
    }
}
