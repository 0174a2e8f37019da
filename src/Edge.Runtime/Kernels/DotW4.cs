using System.Runtime.CompilerServices;

namespace Edge.Runtime.Kernels;

/// <summary>
/// 4-bit weights times one vector of inputs, for vectors of 128 and 256 bits. The low digit is masked out. Where a dot of whole bytes is
/// cheap the high digit follows from the difference: whole = low + 16 high. The difference stays below 16 * 15 * 128 per input, that is below 2^31
/// for <see cref="PackedMatrix.MaxColumns"/> inputs.
/// </summary>
internal static unsafe class DotW4<TLanes, TDot, TInt, TByte, TInput, TAhead>
    where TLanes : ILanes<TInt, TByte>
    where TDot : IDot<TInt, TByte, TInput>
    where TAhead : IReadAhead
{
    private const int GroupBytes = 128;

    /// <summary>sums = weights . inputs + correction, row by row; parameters as for 8 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Frame(byte* weights, int tiles, int groups, sbyte* inputs, int correction, int* sums)
    {
        int step = TLanes.Bytes;
        sbyte* end = inputs + (TileLayout.WordBytes * (long)groups);
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int strip = 0; strip < GroupBytes; strip += 4 * step)
            {
                byte* w = weights + ((long)tile * groups * GroupBytes) + strip;
                TInt low0 = TLanes.Fill(0), low1 = low0, low2 = low0, low3 = low0;
                TInt high0 = low0, high1 = low0, high2 = low0, high3 = low0;
                for (sbyte* x = inputs; x < end; x += TileLayout.WordBytes, w += GroupBytes)
                {
                    TAhead.Fetch(w);
                    TAhead.Fetch(w + 64);
                    TInput input = TDot.Input(x);
                    TByte w0 = TLanes.Load(w), w1 = TLanes.Load(w + step), w2 = TLanes.Load(w + (2 * step)), w3 = TLanes.Load(w + (3 * step));
                    high0 = High(high0, w0, input);
                    high1 = High(high1, w1, input);
                    high2 = High(high2, w2, input);
                    high3 = High(high3, w3, input);
                    low0 = TDot.DotSmall(low0, TLanes.And(w0, 15), input);
                    low1 = TDot.DotSmall(low1, TLanes.And(w1, 15), input);
                    low2 = TDot.DotSmall(low2, TLanes.And(w2, 15), input);
                    low3 = TDot.DotSmall(low3, TLanes.And(w3, 15), input);
                }

                int* target = sums + (tile * 64);
                Store(low0, high0, correction, target + TileLayout.RowOfByte(4, strip));
                Store(low1, high1, correction, target + TileLayout.RowOfByte(4, strip + step));
                Store(low2, high2, correction, target + TileLayout.RowOfByte(4, strip + (2 * step)));
                Store(low3, high3, correction, target + TileLayout.RowOfByte(4, strip + (3 * step)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TInt High(TInt sum, TByte weights, TInput input) => TDot.WholeBytesAreCheap
        ? TDot.Dot(sum, weights, input)
        : TDot.DotSmall(sum, TLanes.HighHalves(weights), input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TInt low, TInt high, int correction, int* target)
    {
        TInt start = TLanes.Fill(correction);
        TInt second = TDot.WholeBytesAreCheap ? TLanes.ShiftRight(TLanes.Subtract(high, low), 4) : high;
        TLanes.Store(TLanes.Add(low, start), target);
        TLanes.Store(TLanes.Add(second, start), target + TileLayout.LineWords);
    }
}
