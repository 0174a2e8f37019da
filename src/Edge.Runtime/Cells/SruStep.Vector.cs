using System.Runtime.CompilerServices;

using Edge.Runtime.Numerics;
using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Cells;

/// <summary>
/// The step on vectors of int16. A gate is kept as two negative weights, -g for what it lets through and g - 2^15 for the other:
/// both fit an int16 over the whole range 0 to 2^15 of g.
/// </summary>
internal static unsafe class SruStepVector<TLanes, TVector>
    where TLanes : IShortLanes<TVector>
    where TVector : unmanaged
{
    // Up to here (product << shift) + recurrent * state fits an int32, above it recurrent * state >> shift fits an int16.
    private const int LargestWideShift = 14;

    /// <summary>Computes whole vectors from the first unit on.</summary>
    /// <returns>The first unit that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run(in SruFrame frame)
    {
        SruFrame f = frame;
        int j = 0;
        for (; j <= f.Units - TLanes.Count; j += TLanes.Count)
        {
            TVector state = TLanes.Load(f.State + j);
            TVector forget = Preactivation(f.Forget + j, f.ForgetRecurrent + j, f.ForgetBias + j, state, f.RecurrentShift);
            TVector reset = Preactivation(f.Reset + j, f.ResetRecurrent + j, f.ResetBias + j, state, f.RecurrentShift);
            Weights(forget, reset, f.Table, out TVector forgetOpen, out TVector resetOpen);
            TVector skip = TLanes.Load(f.Highway + j);
            if (f.ScaleHighway)
            {
                skip = FixedProduct<TLanes, TVector>.Of(skip, f.Skip);
            }

            TVector next = Mix(forgetOpen, state, TLanes.Load(f.Candidate + j));
            TLanes.Store(next, f.State + j);
            TLanes.Store(Mix(resetOpen, next, skip), f.Output + j);
        }

        return j;
    }

    /// <summary>
    /// product + bias + round(recurrent * state / 2^shift), exact up to <see cref="GateTable.LargestMagnitude"/> and beyond it on the
    /// right side: saturation on the way leaves a value that no bias brings back.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Preactivation(short* product, short* recurrent, short* bias, TVector state, int shift)
    {
        TVector p = TLanes.Load(product), v = TLanes.Load(recurrent), b = TLanes.Load(bias);
        if (shift <= LargestWideShift)
        {
            TVector unit = TLanes.Create((short)(1 << shift));
            return TLanes.AddSaturate(TLanes.SumOfProducts(state, v, p, unit, (1 << shift) >> 1, shift), b);
        }

        return TLanes.AddSaturate(TLanes.AddSaturate(p, Product(v, state, shift)), b);
    }

    /// <summary>round(left * right / 2^shift) for a shift of 15 and more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Product(TVector left, TVector right, int shift)
    {
        if (shift == 15)
        {
            return TLanes.MultiplyHighRounded(left, right);
        }

        TVector high = TLanes.MultiplyHigh(left, right);
        return shift == 16
            ? TLanes.Add(high, TLanes.ShiftRightLogical(TLanes.MultiplyLow(left, right), 15))
            : TLanes.ShiftRight(TLanes.Add(high, TLanes.Create((short)(1 << (shift - 17)))), shift - 16);
    }

    /// <summary>-g of two gates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Weights(TVector forget, TVector reset, byte* table, out TVector forgetOpen, out TVector resetOpen)
    {
        TVector largest = TLanes.Create(GateTable.LargestMagnitude);
        TVector forgetMagnitude = TLanes.MinUnsigned(TLanes.Abs(forget), largest), resetMagnitude = TLanes.MinUnsigned(TLanes.Abs(reset), largest);
        TLanes.LookUp(
            forgetMagnitude, resetMagnitude, table, out TVector forgetValue, out TVector forgetSlope, out TVector resetValue, out TVector resetSlope);
        forgetOpen = Weight(forget, forgetMagnitude, forgetValue, forgetSlope);
        resetOpen = Weight(reset, resetMagnitude, resetValue, resetSlope);
    }

    /// <summary>
    /// -g from a table point: m = floor((16 t - s r + 16) / 32) is g for a negative pre-activation. For others g = 2^15 - m, with 15
    /// instead of 16, because g rounds halves up and m then has to round them down.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Weight(TVector preactivation, TVector magnitude, TVector value, TVector slope)
    {
        const short Rest = (1 << GateTable.StepBits) - 1;
        TVector negative = TLanes.ShiftRight(preactivation, 15), rest = TLanes.Create(Rest);
        TVector fall = TLanes.MultiplyLow(slope, TLanes.And(magnitude, rest));
        TVector correction = TLanes.ShiftRight(TLanes.Subtract(TLanes.Subtract(rest, negative), fall), GateTable.StepBits);
        TVector minor = TLanes.ShiftRightLogical(TLanes.Add(value, correction), 1);

        // -m where the pre-activation is negative, m - 2^15 elsewhere.
        TVector signed = TLanes.Subtract(TLanes.Xor(minor, negative), negative);
        return TLanes.Xor(signed, TLanes.AndNot(TLanes.Create(short.MinValue), negative));
    }

    /// <summary>round((g open + (2^15 - g) shut) / 2^15), a convex combination.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Mix(TVector openWeight, TVector open, TVector shut)
    {
        TVector shutWeight = TLanes.Subtract(TLanes.Create(short.MinValue), openWeight);
        return TLanes.NegatedSumOfProducts(
            openWeight, open, shutWeight, shut, 1 << (GateSigmoid.OutputFractionBits - 1), GateSigmoid.OutputFractionBits);
    }
}
