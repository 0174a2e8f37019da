using System.Runtime.CompilerServices;

namespace Edge.Runtime.Kernels;

/// <summary>
/// 4-bit weights times listed inputs, for vectors of 128 and 256 bits: lines interleaved as for 8 bits, digits separated as in the dense
/// kernel.
/// </summary>
internal static unsafe class DeltaW4<TLanes, TDot, TInt, TByte, TInput>
    where TLanes : ILanes<TInt, TByte>
    where TDot : IDot<TInt, TByte, TInput>
{
    /// <summary>sums += lines . values + correction, wrapping; parameters as for 8 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(byte* lines, int tiles, int columns, int* entries, sbyte* values, int count, int correction, int* sums)
    {
        long tileBytes = (long)columns * DeltaLayout.LineBytes;
        for (int tile = 0; tile < tiles; tile++, lines += tileBytes, sums += 2 * DeltaLayout.LineRows)
        {
            for (int at = 0; at < DeltaLayout.LineBytes; at += TLanes.Bytes)
            {
                byte* part = lines + at;
                TInt low0 = TLanes.Fill(0), low1 = low0, low2 = low0, low3 = low0, high0 = low0, high1 = low0, high2 = low0, high3 = low0;
                for (int e = 0; e < count; e += 4)
                {
                    byte* p0 = part + entries[e], p1 = part + entries[e + 1], p2 = part + entries[e + 2], p3 = part + entries[e + 3];
                    NextTile.Fetch(p0 + tileBytes);
                    NextTile.Fetch(p1 + tileBytes);
                    NextTile.Fetch(p2 + tileBytes);
                    NextTile.Fetch(p3 + tileBytes);
                    TInput input = TDot.Input(values + e);
                    Interleaved<TLanes, TInt, TByte>.Load(p0, p1, p2, p3, out TByte w0, out TByte w1, out TByte w2, out TByte w3);
                    high0 = High(high0, w0, input);
                    high1 = High(high1, w1, input);
                    high2 = High(high2, w2, input);
                    high3 = High(high3, w3, input);
                    low0 = TDot.DotSmall(low0, TLanes.And(w0, 15), input);
                    low1 = TDot.DotSmall(low1, TLanes.And(w1, 15), input);
                    low2 = TDot.DotSmall(low2, TLanes.And(w2, 15), input);
                    low3 = TDot.DotSmall(low3, TLanes.And(w3, 15), input);
                }

                int* target = sums + DeltaLayout.RowOfByte(at);
                Add(low0, high0, correction, target);
                Add(low1, high1, correction, target + DeltaLayout.VectorRows);
                Add(low2, high2, correction, target + (2 * DeltaLayout.VectorRows));
                Add(low3, high3, correction, target + (3 * DeltaLayout.VectorRows));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TInt High(TInt sum, TByte weights, TInput input) => TDot.WholeBytesAreCheap
        ? TDot.Dot(sum, weights, input)
        : TDot.DotSmall(sum, TLanes.HighHalves(weights), input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(TInt low, TInt high, int correction, int* target)
    {
        TInt start = TLanes.Fill(correction);
        TInt second = TDot.WholeBytesAreCheap ? TLanes.ShiftRight(TLanes.Subtract(high, low), 4) : high;
        TLanes.Store(TLanes.Add(TLanes.LoadSums(target), TLanes.Add(low, start)), target);
        target += DeltaLayout.LineRows;
        TLanes.Store(TLanes.Add(TLanes.LoadSums(target), TLanes.Add(second, start)), target);
    }
}
