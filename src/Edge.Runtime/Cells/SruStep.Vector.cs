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
    private const short Rest = (1 << GateTable.StepBits) - 1;

    // Up to here (product << shift) + recurrent * state fits an int32, above it recurrent * state >> shift fits an int16.
    private const int LargestWideShift = 14;

    /// <summary>Computes whole vectors from the first unit on.</summary>
    /// <returns>The first unit that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run(in SruFrame frame)
    {
        SruFrame f = frame;
        int shift = f.RecurrentShift, narrow = Math.Clamp(shift - 16, 1, 14), wide = Math.Min(shift, LargestWideShift);
        TVector unit = TLanes.Create((short)(1 << wide)), rounding = TLanes.CreateWide((1 << wide) >> 1), count = TLanes.CreateCount(wide);
        TVector fraction = TLanes.Create((short)(1 << (15 - narrow)));
        TVector minimum = TLanes.Create(short.MinValue), largest = TLanes.Create(GateTable.LargestMagnitude), rest = TLanes.Create(Rest);
        TVector skipHigh = TLanes.Create(f.Skip.High), skipLow = TLanes.Create(f.Skip.Low);
        int j = 0;
        for (; j <= f.Units - TLanes.Count; j += TLanes.Count)
        {
            TVector state = TLanes.Load(f.State + j), forget = TLanes.Load(f.Forget + j), reset = TLanes.Load(f.Reset + j);
            TVector forgetRecurrent = TLanes.Load(f.ForgetRecurrent + j), resetRecurrent = TLanes.Load(f.ResetRecurrent + j);
            if (shift <= LargestWideShift)
            {
                forget = TLanes.SumOfProducts(state, forgetRecurrent, forget, unit, rounding, count);
                reset = TLanes.SumOfProducts(state, resetRecurrent, reset, unit, rounding, count);
            }
            else
            {
                forget = TLanes.AddSaturate(forget, Product(state, forgetRecurrent, shift, fraction));
                reset = TLanes.AddSaturate(reset, Product(state, resetRecurrent, shift, fraction));
            }

            // Saturation before a bias is added leaves a value that no bias brings back into the range of the table.
            forget = TLanes.AddSaturate(forget, TLanes.Load(f.ForgetBias + j));
            reset = TLanes.AddSaturate(reset, TLanes.Load(f.ResetBias + j));
            TVector forgetMagnitude = TLanes.MinUnsigned(TLanes.Abs(forget), largest), resetMagnitude = TLanes.MinUnsigned(TLanes.Abs(reset), largest);
            TLanes.LookUp(
                forgetMagnitude, resetMagnitude, f.Table, out TVector forgetValue, out TVector forgetSlope, out TVector resetValue, out TVector resetSlope);
            TVector forgetOpen = Weight(forget, forgetMagnitude, forgetValue, forgetSlope, rest, minimum);
            TVector resetOpen = Weight(reset, resetMagnitude, resetValue, resetSlope, rest, minimum);

            TVector skip = TLanes.Load(f.Highway + j);
            if (f.ScaleHighway)
            {
                skip = FixedProduct<TLanes, TVector>.Of(skip, skipHigh, skipLow, f.Skip.Whole);
            }

            TVector next = Mix(forgetOpen, state, TLanes.Load(f.Candidate + j), minimum);
            TLanes.Store(next, f.State + j);
            TLanes.Store(Mix(resetOpen, next, skip, minimum), f.Output + j);
        }

        return j;
    }

    /// <summary>round(left * right / 2^shift) for a shift of 15 and more; above 16 the fraction is 2^(31 - shift).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Product(TVector left, TVector right, int shift, TVector fraction)
    {
        if (shift == 15)
        {
            return TLanes.MultiplyHighRounded(left, right);
        }

        TVector high = TLanes.MultiplyHigh(left, right);
        return shift == 16
            ? TLanes.Add(high, TLanes.ShiftRightLogical(TLanes.MultiplyLow(left, right), 15))
            : TLanes.MultiplyHighRounded(high, fraction);
    }

    /// <summary>
    /// -g from a table point: m = floor((16 t - s r + 16) / 32) is g for a negative pre-activation. For others g = 2^15 - m, with 15
    /// instead of 16, because g rounds halves up and m then has to round them down.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Weight(TVector preactivation, TVector magnitude, TVector value, TVector slope, TVector rest, TVector minimum)
    {
        TVector negative = TLanes.ShiftRight(preactivation, 15);
        TVector fall = TLanes.MultiplyLow(slope, TLanes.And(magnitude, rest));
        TVector correction = TLanes.ShiftRight(TLanes.Subtract(TLanes.Subtract(rest, negative), fall), GateTable.StepBits);
        TVector minor = TLanes.ShiftRightLogical(TLanes.Add(value, correction), 1);

        // -m where the pre-activation is negative, m - 2^15 elsewhere.
        TVector signed = TLanes.Subtract(TLanes.Xor(minor, negative), negative);
        return TLanes.Xor(signed, TLanes.AndNot(minimum, negative));
    }

    /// <summary>round((g open + (2^15 - g) shut) / 2^15), a convex combination.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Mix(TVector openWeight, TVector open, TVector shut, TVector minimum) =>
        TLanes.Blend(openWeight, open, TLanes.Subtract(minimum, openWeight), shut);
}
