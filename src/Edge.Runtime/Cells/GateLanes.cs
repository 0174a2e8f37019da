using System.Runtime.CompilerServices;

using Edge.Runtime.Numerics;
using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Cells;

/// <summary>What vector forms of cells have in common: a product in 16 bits, and gates from their table.</summary>
internal static unsafe class GateLanes<TLanes, TVector>
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
        TVector first, TVector second, byte* table, TVector largest, TVector rest, out TVector firstMinor, out TVector secondMinor)
    {
        TVector firstMagnitude = TLanes.MinUnsigned(TLanes.Abs(first), largest);
        TVector secondMagnitude = TLanes.MinUnsigned(TLanes.Abs(second), largest);
        TLanes.LookUp(
            firstMagnitude,
            secondMagnitude,
            table,
            out TVector firstValue,
            out TVector firstSlope,
            out TVector secondValue,
            out TVector secondSlope);
        firstMinor = Minor(first, firstMagnitude, firstValue, firstSlope, rest);
        secondMinor = Minor(second, secondMagnitude, secondValue, secondSlope, rest);
    }

    /// <summary>Two gates with a minus sign, -g: what <see cref="IShortLanes{TVector}.Blend"/> takes, for both ends of the range fit an int16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weights(TVector first, TVector second, byte* table, out TVector firstWeight, out TVector secondWeight)
    {
        LookUp(first, second, table, TLanes.Create(GateTable.LargestMagnitude), TLanes.Create(Rest), out TVector firstMinor, out TVector secondMinor);
        firstWeight = Weight(first, firstMinor);
        secondWeight = Weight(second, secondMinor);
    }

    /// <summary>-g of a gate from its smaller weight as <see cref="LookUp"/> gives it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Weight(TVector preactivation, TVector minor) =>
        TLanes.SelectNegative(preactivation, minor, TLanes.Xor(minor, TLanes.Create(short.MinValue)));

    /// <summary>round((g open + (2^15 - g) shut) / 2^15), a convex combination.</summary>
    /// <param name="weight">-g.</param>
    /// <param name="open">Value at an open gate.</param>
    /// <param name="shut">Value at a shut gate.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Mix(TVector weight, TVector open, TVector shut) =>
        TLanes.Blend(weight, open, TLanes.Subtract(TLanes.Create(short.MinValue), weight), shut);

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
