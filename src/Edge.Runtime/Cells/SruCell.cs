using Edge.Runtime.Numerics;

namespace Edge.Runtime.Cells;

/// <summary>
/// The element-wise recurrence of an SRU layer in integers, one direction, one frame (Lei et al. 2018; highway form with
/// peephole vectors as in the SRU library that MOHAQ uses):
/// f = sigmoid(u1 + v_f c + b_f), r = sigmoid(u2 + v_r c + b_r), c' = f c + (1 - f) u0, h = r c' + (1 - r) x'.
/// </summary>
internal static unsafe class SruCell
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
    public static void Step(
        ReadOnlySpan<short> products, ReadOnlySpan<short> below, SruGates gates, int offset, Span<short> state, Span<short> output) =>
        Step(VectorPaths.Best, products, below, gates, offset, state, output);

    /// <summary>As above, by a form of the code that this machine supports. All give the same bits.</summary>
    public static void Step(
        VectorPath path,
        ReadOnlySpan<short> products,
        ReadOnlySpan<short> below,
        SruGates gates,
        int offset,
        Span<short> state,
        Span<short> output)
    {
        int units = state.Length;
        ReadOnlySpan<short> highway = below.IsEmpty ? products.Slice(3 * units, units) : below[..units];
        fixed (short* product = products[..(3 * units)], highwayInput = highway, cell = state, hidden = output[..units])
        fixed (short* forgetRecurrent = gates.ForgetRecurrent.AsSpan(offset, units))
        fixed (short* resetRecurrent = gates.ResetRecurrent.AsSpan(offset, units))
        fixed (short* forgetBias = gates.ForgetBias.AsSpan(offset, units), resetBias = gates.ResetBias.AsSpan(offset, units))
        {
            SruFrame frame = new()
            {
                Units = units,
                Candidate = product,
                Forget = product + units,
                Reset = product + (2 * units),
                Highway = highwayInput,
                ForgetRecurrent = forgetRecurrent,
                ResetRecurrent = resetRecurrent,
                ForgetBias = forgetBias,
                ResetBias = resetBias,
                State = cell,
                Output = hidden,
                RecurrentShift = gates.RecurrentShift,
                ScaleHighway = !below.IsEmpty,
                SkipMultiplier = gates.SkipMultiplier,
                SkipShift = gates.SkipShift,
                Skip = gates.Skip.GetValueOrDefault(),
                Table = GateTable.Pointer,
            };
            bool vectors = gates.FitVectors && (below.IsEmpty || gates.Skip is not null);
            SruStep.Run(vectors ? path : VectorPath.Scalar, frame);
        }
    }
}
