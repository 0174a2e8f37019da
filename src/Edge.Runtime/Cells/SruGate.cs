using System.Runtime.CompilerServices;

using Edge.Runtime.Numerics;
using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Cells;

/// <summary>What both vector forms of the step have in common: the recurrent product in 16 bits, and the gate from its table.</summary>
internal static unsafe class SruGate<TLanes, TVector>
    where TLanes : IShortLanes<TVector>
    where TVector : unmanaged
{
    /// <summary>The largest remainder between two table points.</summary>
    public const short Rest = (1 << GateTable.StepBits) - 1;

    /// <summary>
    /// round(left * right / 2^max(shift, 15)): a left factor for a smaller shift is raised by the caller. Above 16 the fraction is
    /// 2^(31 - shift).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Product(TVector left, TVector right, int shift, TVector fraction)
    {
        if (shift <= 15)
        {
            return TLanes.MultiplyHighRounded(left, right);
        }

        TVector high = TLanes.MultiplyHigh(left, right);
        return shift == 16
            ? TLanes.Add(high, TLanes.ShiftRightLogical(TLanes.MultiplyLow(left, right), 15))
            : TLanes.MultiplyHighRounded(high, fraction);
    }

    /// <summary>
    /// The smaller weight m of two gates, g or 2^15 - g, with a minus sign where the pre-activation is negative.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LookUp(
        TVector forget, TVector reset, byte* table, TVector largest, TVector rest, out TVector forgetMinor, out TVector resetMinor)
    {
        TVector forgetMagnitude = TLanes.MinUnsigned(TLanes.Abs(forget), largest);
        TVector resetMagnitude = TLanes.MinUnsigned(TLanes.Abs(reset), largest);
        TLanes.LookUp(
            forgetMagnitude,
            resetMagnitude,
            table,
            out TVector forgetValue,
            out TVector forgetSlope,
            out TVector resetValue,
            out TVector resetSlope);
        forgetMinor = Minor(forget, forgetMagnitude, forgetValue, forgetSlope, rest);
        resetMinor = Minor(reset, resetMagnitude, resetValue, resetSlope, rest);
    }

    /// <summary>
    /// m = floor((16 t - s r + 16) / 32) is g for a negative pre-activation. For others g = 2^15 - m, with 15 instead of 16,
    /// because g rounds halves up and m then has to round them down.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Minor(TVector preactivation, TVector magnitude, TVector value, TVector slope, TVector rest)
    {
        TVector negative = TLanes.ShiftRight(preactivation, 15);
        TVector fall = TLanes.MultiplyLow(slope, TLanes.And(magnitude, rest));
        TVector correction = TLanes.ShiftRight(TLanes.Subtract(TLanes.Subtract(rest, negative), fall), GateTable.StepBits);
        TVector minor = TLanes.ShiftRightLogical(TLanes.Add(value, correction), 1);
        return TLanes.Subtract(TLanes.Xor(minor, negative), negative);
    }
}
