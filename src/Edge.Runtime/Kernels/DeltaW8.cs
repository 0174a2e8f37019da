using System.Runtime.CompilerServices;

namespace Edge.Runtime.Kernels;

/// <summary>
/// 8-bit weights times listed inputs, for vectors of 128 and 256 bits. The lines of four arbitrary inputs are interleaved in registers, so that
/// each 32-bit lane holds one row's four weights, and multiplied as in the dense kernel.
/// </summary>
internal static unsafe class DeltaW8<TLanes, TDot, TInt, TByte, TInput>
    where TLanes : ILanes<TInt, TByte>
    where TDot : IDot<TInt, TByte, TInput>
{
    // Rows of the interleaved vectors after the first.
    private const int Second = DeltaLayout.VectorRows;
    private const int Third = 2 * DeltaLayout.VectorRows;
    private const int Fourth = 3 * DeltaLayout.VectorRows;

    /// <summary>sums += lines . values + correction, wrapping; the weights count with their offset.</summary>
    /// <param name="lines">Delta layout, aligned to 64 bytes.</param>
    /// <param name="tiles">Tiles of 64 rows.</param>
    /// <param name="columns">Inputs of a row.</param>
    /// <param name="entries">Listed inputs: byte offsets of their lines inside a tile.</param>
    /// <param name="values">What each adds.</param>
    /// <param name="count">Entries of the list, a multiple of 4.</param>
    /// <param name="correction">Added to every sum.</param>
    /// <param name="sums">One per row of the tiles.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(byte* lines, int tiles, int columns, int* entries, sbyte* values, int count, int correction, int* sums)
    {
        int step = TLanes.Bytes;
        long tileBytes = (long)columns * DeltaLayout.LineBytes;
        TInt start = TLanes.Fill(correction);
        for (int tile = 0; tile < tiles; tile++, lines += tileBytes, sums += DeltaLayout.LineRows)
        {
            for (int at = 0; at < DeltaLayout.LineBytes; at += 2 * step)
            {
                byte* part = lines + at;
                int* a = sums + DeltaLayout.RowOfByte(at), b = sums + DeltaLayout.RowOfByte(at + step);
                TInt a0 = TLanes.Add(TLanes.LoadSums(a), start), a1 = TLanes.Add(TLanes.LoadSums(a + Second), start);
                TInt a2 = TLanes.Add(TLanes.LoadSums(a + Third), start), a3 = TLanes.Add(TLanes.LoadSums(a + Fourth), start);
                TInt b0 = TLanes.Add(TLanes.LoadSums(b), start), b1 = TLanes.Add(TLanes.LoadSums(b + Second), start);
                TInt b2 = TLanes.Add(TLanes.LoadSums(b + Third), start), b3 = TLanes.Add(TLanes.LoadSums(b + Fourth), start);
                for (int e = 0; e < count; e += 4)
                {
                    byte* p0 = part + entries[e], p1 = part + entries[e + 1], p2 = part + entries[e + 2], p3 = part + entries[e + 3];
                    NextTile.Fetch(p0 + tileBytes);
                    NextTile.Fetch(p1 + tileBytes);
                    NextTile.Fetch(p2 + tileBytes);
                    NextTile.Fetch(p3 + tileBytes);
                    TInput input = TDot.Input(values + e);
                    Interleaved<TLanes, TInt, TByte>.Load(p0, p1, p2, p3, out TByte w0, out TByte w1, out TByte w2, out TByte w3);
                    a0 = TDot.Dot(a0, w0, input);
                    a1 = TDot.Dot(a1, w1, input);
                    a2 = TDot.Dot(a2, w2, input);
                    a3 = TDot.Dot(a3, w3, input);
                    Interleaved<TLanes, TInt, TByte>.Load(p0 + step, p1 + step, p2 + step, p3 + step, out w0, out w1, out w2, out w3);
                    b0 = TDot.Dot(b0, w0, input);
                    b1 = TDot.Dot(b1, w1, input);
                    b2 = TDot.Dot(b2, w2, input);
                    b3 = TDot.Dot(b3, w3, input);
                }

                TLanes.Store(a0, a);
                TLanes.Store(a1, a + Second);
                TLanes.Store(a2, a + Third);
                TLanes.Store(a3, a + Fourth);
                TLanes.Store(b0, b);
                TLanes.Store(b1, b + Second);
                TLanes.Store(b2, b + Third);
                TLanes.Store(b3, b + Fourth);
            }
        }
    }
}
