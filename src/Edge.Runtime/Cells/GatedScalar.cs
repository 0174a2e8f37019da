using System.Runtime.CompilerServices;

using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Cells;

/// <summary>What the definitions of gated cells have in common.</summary>
internal static unsafe class GatedScalar
{
    /// <summary>A gate, 0 to <see cref="GateSigmoid.One"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Gate(in GatedFrame f, int gate, int unit) =>
        GateSigmoid.Of(Sum(f.Input[(gate * f.Units) + unit], f.Bias[(gate * f.Units) + unit], f.Recurrent[(gate * f.Units) + unit]));

    /// <summary>The candidate before its function.</summary>
    /// <param name="f">The frame.</param>
    /// <param name="gate">Its number: that of the last gate.</param>
    /// <param name="unit">Unit.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short Candidate(in GatedFrame f, int gate, int unit) =>
        Sum(f.Input[(gate * f.Units) + unit], f.Bias[(gate * f.Units) + unit], f.Candidate[unit]);

    /// <summary>tanh(v) = 2 sigmoid(2 v) - 1, with <see cref="CellFormats.UnitFractionBits"/> fraction bits: exactly what the table gives.</summary>
    /// <param name="twice">2 v with <see cref="GateSigmoid.InputFractionBits"/> fraction bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Tanh(short twice) => GateSigmoid.Of(twice) - (GateSigmoid.One / 2);

    /// <summary>A convex combination of two int16 values: below 2^30 before the shift, an int16 after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short Mix(int gate, int open, int shut) =>
        (short)Rounding.ShiftRight((gate * open) + ((GateSigmoid.One - gate) * shut), GateSigmoid.OutputFractionBits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static short Sum(int input, int bias, int recurrent) => Rounding.ToInt16(Rounding.ToInt16(input + bias) + recurrent);
}
