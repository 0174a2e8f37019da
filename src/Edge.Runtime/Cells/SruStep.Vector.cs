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

    // Units that go through the three phases together: their gates stay in the first-level cache.
    private const int Chunk = 256;

    /// <summary>Computes whole vectors from the first unit on.</summary>
    /// <returns>The first unit that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static int Run(in SruFrame frame)
    {
        short* forget = stackalloc short[2 * Chunk], reset = forget + Chunk;
        int whole = frame.Units - (frame.Units % TLanes.Count);
        for (int first = 0; first < whole; first += Chunk)
        {
            int count = Math.Min(Chunk, whole - first);
            Preactivate(frame, frame.Forget + first, frame.ForgetRecurrent + first, frame.ForgetBias + first, frame.State + first, count, forget);
            Preactivate(frame, frame.Reset + first, frame.ResetRecurrent + first, frame.ResetBias + first, frame.State + first, count, reset);
            Weigh(forget, reset, frame.Table, count);
            Combine(frame, forget, reset, first, count);
        }

        return whole;
    }

    /// <summary>
    /// product + bias + round(recurrent * state / 2^shift): exact within the range of the gate table, and beyond it on the right side,
    /// because saturation before the bias is added leaves a value that no bias brings back.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Preactivate(in SruFrame frame, short* product, short* recurrent, short* bias, short* state, int count, short* result)
    {
        int shift = frame.RecurrentShift;
        if (shift <= LargestWideShift)
        {
            TVector unit = TLanes.Create((short)(1 << shift)), rounding = TLanes.CreateWide((1 << shift) >> 1), places = TLanes.CreateCount(shift);
            for (int j = 0; j < count; j += TLanes.Count)
            {
                TVector sum = TLanes.SumOfProducts(TLanes.Load(state + j), TLanes.Load(recurrent + j), TLanes.Load(product + j), unit, rounding, places);
                TLanes.Store(TLanes.AddSaturate(sum, TLanes.Load(bias + j)), result + j);
            }

            return;
        }

        TVector fraction = TLanes.Create((short)(1 << (31 - Math.Max(shift, 17))));
        for (int j = 0; j < count; j += TLanes.Count)
        {
            TVector sum = TLanes.AddSaturate(TLanes.Load(product + j), Product(TLanes.Load(state + j), TLanes.Load(recurrent + j), shift, fraction));
            TLanes.Store(TLanes.AddSaturate(sum, TLanes.Load(bias + j)), result + j);
        }
    }

    /// <summary>Replaces pre-activations by -g.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Weigh(short* forget, short* reset, byte* table, int count)
    {
        TVector minimum = TLanes.Create(short.MinValue), largest = TLanes.Create(GateTable.LargestMagnitude), rest = TLanes.Create(Rest);
        for (int j = 0; j < count; j += TLanes.Count)
        {
            TVector f = TLanes.Load(forget + j), r = TLanes.Load(reset + j);
            TVector fMagnitude = TLanes.MinUnsigned(TLanes.Abs(f), largest), rMagnitude = TLanes.MinUnsigned(TLanes.Abs(r), largest);
            TLanes.LookUp(fMagnitude, rMagnitude, table, out TVector fValue, out TVector fSlope, out TVector rValue, out TVector rSlope);
            TLanes.Store(Weight(f, fMagnitude, fValue, fSlope, rest, minimum), forget + j);
            TLanes.Store(Weight(r, rMagnitude, rValue, rSlope, rest, minimum), reset + j);
        }
    }

    /// <summary>New state and output from the weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine(in SruFrame frame, short* forget, short* reset, int first, int count)
    {
        short* state = frame.State + first, candidate = frame.Candidate + first, highway = frame.Highway + first, output = frame.Output + first;
        TVector minimum = TLanes.Create(short.MinValue), skipHigh = TLanes.Create(frame.Skip.High), skipLow = TLanes.Create(frame.Skip.Low);
        bool scale = frame.ScaleHighway;
        int whole = frame.Skip.Whole;
        for (int j = 0; j < count; j += TLanes.Count)
        {
            TVector skip = TLanes.Load(highway + j);
            if (scale)
            {
                skip = FixedProduct<TLanes, TVector>.Of(skip, skipHigh, skipLow, whole);
            }

            TVector next = Mix(TLanes.Load(forget + j), TLanes.Load(state + j), TLanes.Load(candidate + j), minimum);
            TLanes.Store(next, state + j);
            TLanes.Store(Mix(TLanes.Load(reset + j), next, skip, minimum), output + j);
        }
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
