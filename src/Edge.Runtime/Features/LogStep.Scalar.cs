using System.Runtime.CompilerServices;

using Edge.Runtime.Numerics;

namespace Edge.Runtime.Features;

/// <summary>log2 of positive floats, from the exponent and a table over the mantissa with linear interpolation: the oracle.</summary>
internal static unsafe class LogStepScalar
{
    /// <summary>Computes the bands from <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in LogMelFrame frame, int first)
    {
        for (int b = first; b < frame.Bands; b++)
        {
            frame.LogMel[b] = Of(frame.Energies[b], frame.Logs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static short Of(float energy, ushort* table)
    {
        const int Fraction = LogMelFilterbank.FractionBits;
        int bits = BitConverter.SingleToInt32Bits(energy);
        int exponent = (bits >> 23) - 127;
        int index = (bits >> LogTable.RestBits) & (LogTable.Points - 2);
        int rest = bits & ((1 << LogTable.RestBits) - 1);
        int low = table[index], high = table[index + 1];

        // The table has 15 fraction bits, the remainder 13: 28 bits in all, well inside an int32.
        int fraction = Rounding.ShiftRight(
            (low << LogTable.RestBits) + ((high - low) * rest), LogTable.RestBits + LogTable.FractionBits - Fraction);
        return Rounding.ToInt16(((exponent - LogMelFilterbank.LogOffset) << Fraction) + fraction);
    }
}
