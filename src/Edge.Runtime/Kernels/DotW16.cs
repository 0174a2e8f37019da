using System.Runtime.CompilerServices;

namespace Edge.Runtime.Kernels;

/// <summary>
/// 16-bit weights times pairs of int16 inputs, the even column in the low half, for vectors of 128 and 256 bits.
/// </summary>
internal static unsafe class DotW16<TLanes, TInt, TByte, TAhead>
    where TLanes : ILanes<TInt, TByte>
    where TAhead : IReadAhead
{
    private const int GroupBytes = 256;

    /// <summary>sums += weights . inputs, wrapping: for sums that fit 32 bits at the end.</summary>
    /// <param name="weights">Tile layout, aligned to 64 bytes.</param>
    /// <param name="tiles">Tiles of 64 rows.</param>
    /// <param name="pairs">Pairs of inputs in a row.</param>
    /// <param name="inputs">The pairs, codes of -32767 to 32767.</param>
    /// <param name="sums">One per row of the tiles.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add32(byte* weights, int tiles, int pairs, int* inputs, int* sums)
    {
        int step = TLanes.Bytes, rows = TLanes.Bytes / TileLayout.WordBytes;
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int strip = 0; strip < GroupBytes; strip += 8 * step)
            {
                byte* from = weights + ((long)tile * pairs * GroupBytes) + strip;
                int* target = sums + (tile * 64) + (strip / TileLayout.WordBytes);
                TInt s0 = TLanes.LoadSums(target), s1 = TLanes.LoadSums(target + rows);
                TInt s2 = TLanes.LoadSums(target + (2 * rows)), s3 = TLanes.LoadSums(target + (3 * rows));
                TInt s4 = TLanes.LoadSums(target + (4 * rows)), s5 = TLanes.LoadSums(target + (5 * rows));
                TInt s6 = TLanes.LoadSums(target + (6 * rows)), s7 = TLanes.LoadSums(target + (7 * rows));
                for (int pair = 0; pair < pairs; pair++)
                {
                    byte* w = from + ((long)pair * GroupBytes);
                    TAhead.Fetch(w);
                    TAhead.Fetch(w + 64);
                    TAhead.Fetch(w + 128);
                    TAhead.Fetch(w + 192);
                    int x = inputs[pair];
                    s0 = TLanes.Add(s0, TLanes.MultiplyPairs(TLanes.Load(w), x));
                    s1 = TLanes.Add(s1, TLanes.MultiplyPairs(TLanes.Load(w + step), x));
                    s2 = TLanes.Add(s2, TLanes.MultiplyPairs(TLanes.Load(w + (2 * step)), x));
                    s3 = TLanes.Add(s3, TLanes.MultiplyPairs(TLanes.Load(w + (3 * step)), x));
                    s4 = TLanes.Add(s4, TLanes.MultiplyPairs(TLanes.Load(w + (4 * step)), x));
                    s5 = TLanes.Add(s5, TLanes.MultiplyPairs(TLanes.Load(w + (5 * step)), x));
                    s6 = TLanes.Add(s6, TLanes.MultiplyPairs(TLanes.Load(w + (6 * step)), x));
                    s7 = TLanes.Add(s7, TLanes.MultiplyPairs(TLanes.Load(w + (7 * step)), x));
                }

                TLanes.Store(s0, target);
                TLanes.Store(s1, target + rows);
                TLanes.Store(s2, target + (2 * rows));
                TLanes.Store(s3, target + (3 * rows));
                TLanes.Store(s4, target + (4 * rows));
                TLanes.Store(s5, target + (5 * rows));
                TLanes.Store(s6, target + (6 * rows));
                TLanes.Store(s7, target + (7 * rows));
            }
        }
    }

    /// <summary>
    /// sums += weights . inputs in 64 bits. A sum of pair products p is recovered from W = sum of p mod 2^32 and H = sum of (p >> 16):
    /// sum - 65536 H lies in [0, 65536 n) for n products, so it is (W - 65536 H) mod 2^32 while n stays below 65536.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add64(byte* weights, int tiles, int pairs, int* inputs, long* sums)
    {
        int step = TLanes.Bytes, rows = TLanes.Bytes / TileLayout.WordBytes;
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int strip = 0; strip < GroupBytes; strip += 4 * step)
            {
                byte* from = weights + ((long)tile * pairs * GroupBytes) + strip;
                TInt w0 = TLanes.Fill(0), w1 = w0, w2 = w0, w3 = w0, h0 = w0, h1 = w0, h2 = w0, h3 = w0;
                for (int pair = 0; pair < pairs; pair++)
                {
                    byte* w = from + ((long)pair * GroupBytes);
                    TAhead.Fetch(w);
                    TAhead.Fetch(w + 64);
                    int x = inputs[pair];
                    TInt p0 = TLanes.MultiplyPairs(TLanes.Load(w), x);
                    TInt p1 = TLanes.MultiplyPairs(TLanes.Load(w + step), x);
                    TInt p2 = TLanes.MultiplyPairs(TLanes.Load(w + (2 * step)), x);
                    TInt p3 = TLanes.MultiplyPairs(TLanes.Load(w + (3 * step)), x);
                    w0 = TLanes.Add(w0, p0);
                    h0 = TLanes.Add(h0, TLanes.ShiftRight(p0, 16));
                    w1 = TLanes.Add(w1, p1);
                    h1 = TLanes.Add(h1, TLanes.ShiftRight(p1, 16));
                    w2 = TLanes.Add(w2, p2);
                    h2 = TLanes.Add(h2, TLanes.ShiftRight(p2, 16));
                    w3 = TLanes.Add(w3, p3);
                    h3 = TLanes.Add(h3, TLanes.ShiftRight(p3, 16));
                }

                long* target = sums + (tile * 64) + (strip / TileLayout.WordBytes);
                TLanes.AddExact(w0, h0, target);
                TLanes.AddExact(w1, h1, target + rows);
                TLanes.AddExact(w2, h2, target + (2 * rows));
                TLanes.AddExact(w3, h3, target + (3 * rows));
            }
        }
    }
}
