using System.Runtime.CompilerServices;

using Edge.Runtime.Numerics;

namespace Edge.Runtime.Cells;

/// <summary>
/// The element-wise recurrence of an SRU layer in integers, one direction, one frame (Lei et al. 2018; highway form with
/// peephole vectors as in the SRU library that MOHAQ uses):
/// f = sigmoid(u1 + v_f c + b_f), r = sigmoid(u2 + v_r c + b_r), c' = f c + (1 - f) u0, h = r c' + (1 - r) x'.
/// </summary>
internal static class SruCell
{
    /// <summary>Computes one frame.</summary>
    /// <param name="products">
    /// Sub-matrix outputs for this direction, [sub-matrix x unit]: candidate (state format), forget, reset (gate format), and in
    /// layer 0 the highway input (state format).
    /// </param>
    /// <param name="below">Output of the layer below for this direction's units; empty in layer 0.</param>
    /// <param name="gates">Vectors of both directions.</param>
    /// <param name="offset">First element of this direction in <paramref name="gates"/>.</param>
    /// <param name="state">Cell state, updated in place.</param>
    /// <param name="output">Receives h.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(
        ReadOnlySpan<short> products, ReadOnlySpan<short> below, SruGates gates, int offset, Span<short> state, Span<short> output)
    {
        int units = state.Length;
        ReadOnlySpan<short> candidate = products[..units], forget = products.Slice(units, units), reset = products.Slice(2 * units, units);
        ReadOnlySpan<short> highway = below.IsEmpty ? products.Slice(3 * units, units) : below;
        for (int j = 0; j < units; j++)
        {
            int c = state[j], at = offset + j;
            int f = Gate(forget[j], gates.ForgetRecurrent[at], gates.ForgetBias[at], c, gates.RecurrentShift);
            int r = Gate(reset[j], gates.ResetRecurrent[at], gates.ResetBias[at], c, gates.RecurrentShift);
            int skip = below.IsEmpty
                ? highway[j]
                : Rounding.ToInt16(Rounding.ShiftRight((long)highway[j] * gates.SkipMultiplier, gates.SkipShift));
            int next = Mix(f, c, candidate[j]);
            state[j] = (short)next;
            output[j] = (short)Mix(r, next, skip);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Gate(int product, int recurrent, int bias, int state, int shift) =>
        GateSigmoid.Of(Rounding.ToInt16(product + bias + Rounding.ShiftRight(recurrent * state, shift)));

    // A convex combination of two int16 values: below 2^30 before the shift, an int16 after it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Mix(int gate, int open, int shut) =>
        Rounding.ShiftRight((gate * open) + ((GateSigmoid.One - gate) * shut), GateSigmoid.OutputFractionBits);
}
