using System.Runtime.CompilerServices;

namespace Edge.Runtime.Kernels;

/// <summary>
/// 2-bit weights times one vector of inputs, for vectors of 128 and 256 bits. Digits are taken from the low end with masks 3, 15 and
/// 63 and separated by differences at the end; the last one comes from the whole byte where that is cheap, else from its high half. Differences
/// stay below 192 * 128 per input, that is below 2^31 for <see cref="PackedMatrix.MaxColumns"/> inputs.
/// </summary>
internal static unsafe class DotW2<TLanes, TDot, TInt, TByte, TInput, TAhead>
    where TLanes : ILanes<TInt, TByte>
    where TDot : IDot<TInt, TByte, TInput>
    where TAhead : IReadAhead
{
    private const int GroupBytes = 128;

    /// <summary>sums = weights . inputs + correction, row by row; parameters as for 8 bits, tiles of 128 rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Frame(byte* weights, int tiles, int groups, sbyte* inputs, int correction, int* sums)
    {
        int step = TLanes.Bytes;
        sbyte* end = inputs + (TileLayout.WordBytes * (long)groups);
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int strip = 0; strip < GroupBytes; strip += 2 * step)
            {
                byte* w = weights + ((long)tile * groups * GroupBytes) + strip;
                TInt a0 = TLanes.Fill(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
                for (sbyte* x = inputs; x < end; x += TileLayout.WordBytes, w += GroupBytes)
                {
                    TAhead.Fetch(w);
                    TInput input = TDot.Input(x);
                    TByte a = TLanes.Load(w), b = TLanes.Load(w + step);
                    a0 = TDot.DotSmall(a0, TLanes.And(a, 3), input);
                    a1 = TDot.DotSmall(a1, TLanes.And(a, 15), input);
                    a2 = TDot.DotSmall(a2, TLanes.And(a, 63), input);
                    a3 = Last(a3, a, input);
                    b0 = TDot.DotSmall(b0, TLanes.And(b, 3), input);
                    b1 = TDot.DotSmall(b1, TLanes.And(b, 15), input);
                    b2 = TDot.DotSmall(b2, TLanes.And(b, 63), input);
                    b3 = Last(b3, b, input);
                }

                int* target = sums + (tile * 128);
                Store(a0, a1, a2, a3, correction, target + TileLayout.RowOfByte(2, strip));
                Store(b0, b1, b2, b3, correction, target + TileLayout.RowOfByte(2, strip + step));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TInt Last(TInt sum, TByte weights, TInput input) => TDot.WholeBytesAreCheap
        ? TDot.Dot(sum, weights, input)
        : TDot.DotSmall(sum, TLanes.HighHalves(weights), input);

    // m0 = d0, m1 = d0 + 4 d1, m2 = m1 + 16 d2, last = m2 + 64 d3 or d2 + 4 d3.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TInt m0, TInt m1, TInt m2, TInt last, int correction, int* target)
    {
        TInt start = TLanes.Fill(correction);
        TInt d1 = TLanes.ShiftRight(TLanes.Subtract(m1, m0), 2), d2 = TLanes.ShiftRight(TLanes.Subtract(m2, m1), 4);
        TInt d3 = TDot.WholeBytesAreCheap ? TLanes.ShiftRight(TLanes.Subtract(last, m2), 6) : TLanes.ShiftRight(TLanes.Subtract(last, d2), 2);
        TLanes.Store(TLanes.Add(m0, start), target);
        TLanes.Store(TLanes.Add(d1, start), target + TileLayout.LineWords);
        TLanes.Store(TLanes.Add(d2, start), target + (2 * TileLayout.LineWords));
        TLanes.Store(TLanes.Add(d3, start), target + (3 * TileLayout.LineWords));
    }
}
