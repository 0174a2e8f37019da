using System.Runtime.CompilerServices;

namespace Edge.Runtime.Kernels;

/// <summary>
/// 16-bit weights times listed inputs, for vectors of 128 and 256 bits. The lines of two arbitrary inputs are interleaved in registers, so that each 32-bit
/// lane holds one row's two weights, and multiplied as in the dense kernel.
/// </summary>
internal static unsafe class DeltaW16<TLanes, TInt, TByte>
    where TLanes : ILanes<TInt, TByte>
{
    private const int Second = WideDeltaLayout.VectorRows;

    /// <summary>sums += lines . values, wrapping: for sums that fit 32 bits at the end.</summary>
    /// <param name="lines">Wide delta layout, aligned to 64 bytes.</param>
    /// <param name="tiles">Tiles of 64 rows.</param>
    /// <param name="columns">Inputs of a row.</param>
    /// <param name="entries">Listed inputs: byte offsets of their lines inside a tile.</param>
    /// <param name="values">What two entries each add, -32767 to 32767, the first in the low half.</param>
    /// <param name="count">Entries of the list, a multiple of 2.</param>
    /// <param name="sums">One per row of the tiles.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add32(byte* lines, int tiles, int columns, int* entries, int* values, int count, int* sums)
    {
        int step = TLanes.Bytes;
        long tileBytes = (long)columns * WideDeltaLayout.LineBytes;
        for (int tile = 0; tile < tiles; tile++, lines += tileBytes, sums += WideDeltaLayout.TileRows)
        {
            for (int at = 0; at < WideDeltaLayout.LineBytes; at += 4 * step)
            {
                byte* part = lines + at;
                int* a = sums + WideDeltaLayout.RowOfByte(at), b = sums + WideDeltaLayout.RowOfByte(at + step);
                int* c = sums + WideDeltaLayout.RowOfByte(at + (2 * step)), d = sums + WideDeltaLayout.RowOfByte(at + (3 * step));
                TInt a0 = TLanes.LoadSums(a), a1 = TLanes.LoadSums(a + Second), b0 = TLanes.LoadSums(b), b1 = TLanes.LoadSums(b + Second);
                TInt c0 = TLanes.LoadSums(c), c1 = TLanes.LoadSums(c + Second), d0 = TLanes.LoadSums(d), d1 = TLanes.LoadSums(d + Second);
                for (int e = 0; e < count; e += 2)
                {
                    byte* p = part + entries[e], q = part + entries[e + 1];
                    FetchNext(p + tileBytes, q + tileBytes, step);
                    int x = values[e / 2];
                    Multiply(p, q, x, out TInt low, out TInt high);
                    (a0, a1) = (TLanes.Add(a0, low), TLanes.Add(a1, high));
                    Multiply(p + step, q + step, x, out low, out high);
                    (b0, b1) = (TLanes.Add(b0, low), TLanes.Add(b1, high));
                    Multiply(p + (2 * step), q + (2 * step), x, out low, out high);
                    (c0, c1) = (TLanes.Add(c0, low), TLanes.Add(c1, high));
                    Multiply(p + (3 * step), q + (3 * step), x, out low, out high);
                    (d0, d1) = (TLanes.Add(d0, low), TLanes.Add(d1, high));
                }

                TLanes.Store(a0, a);
                TLanes.Store(a1, a + Second);
                TLanes.Store(b0, b);
                TLanes.Store(b1, b + Second);
                TLanes.Store(c0, c);
                TLanes.Store(c1, c + Second);
                TLanes.Store(d0, d);
                TLanes.Store(d1, d + Second);
            }
        }
    }

    /// <summary>The same in 64 bits, as <see cref="DotW16{TLanes, TInt, TByte, TAhead}.Add64"/> does it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add64(byte* lines, int tiles, int columns, int* entries, int* values, int count, long* sums)
    {
        int step = TLanes.Bytes;
        long tileBytes = (long)columns * WideDeltaLayout.LineBytes;
        for (int tile = 0; tile < tiles; tile++, lines += tileBytes, sums += WideDeltaLayout.TileRows)
        {
            for (int at = 0; at < WideDeltaLayout.LineBytes; at += 2 * step)
            {
                byte* part = lines + at;
                TInt a0 = TLanes.Fill(0), a1 = a0, b0 = a0, b1 = a0, upperA0 = a0, upperA1 = a0, upperB0 = a0, upperB1 = a0;
                for (int e = 0; e < count; e += 2)
                {
                    byte* p = part + entries[e], q = part + entries[e + 1];
                    NextTile.Fetch(p + tileBytes);
                    NextTile.Fetch(q + tileBytes);
                    int x = values[e / 2];
                    Multiply(p, q, x, out TInt low, out TInt high);
                    (a0, a1) = (TLanes.Add(a0, low), TLanes.Add(a1, high));
                    (upperA0, upperA1) = (TLanes.Add(upperA0, TLanes.ShiftRight(low, 16)), TLanes.Add(upperA1, TLanes.ShiftRight(high, 16)));
                    Multiply(p + step, q + step, x, out low, out high);
                    (b0, b1) = (TLanes.Add(b0, low), TLanes.Add(b1, high));
                    (upperB0, upperB1) = (TLanes.Add(upperB0, TLanes.ShiftRight(low, 16)), TLanes.Add(upperB1, TLanes.ShiftRight(high, 16)));
                }

                long* a = sums + WideDeltaLayout.RowOfByte(at), b = sums + WideDeltaLayout.RowOfByte(at + step);
                TLanes.AddExact(a0, upperA0, a);
                TLanes.AddExact(a1, upperA1, a + Second);
                TLanes.AddExact(b0, upperB0, b);
                TLanes.AddExact(b1, upperB1, b + Second);
            }
        }
    }

    // Four vectors of 256 bits are two lines of the cache, of 128 bits one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FetchNext(byte* p, byte* q, int step)
    {
        NextTile.Fetch(p);
        NextTile.Fetch(q);
        if (step == 32)
        {
            NextTile.Fetch(p + 64);
            NextTile.Fetch(q + 64);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(byte* p, byte* q, int x, out TInt low, out TInt high)
    {
        TByte first = TLanes.Load(p), second = TLanes.Load(q);
        low = TLanes.MultiplyPairs(TLanes.InterleaveLowPairs(first, second), x);
        high = TLanes.MultiplyPairs(TLanes.InterleaveHighPairs(first, second), x);
    }
}
