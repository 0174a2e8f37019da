using System.Runtime.CompilerServices;

namespace Edge.Runtime.Kernels;

/// <summary>8-bit weights times one vector of inputs, for vectors of 128 and 256 bits.</summary>
internal static unsafe class DotW8<TLanes, TDot, TInt, TByte, TInput, TAhead>
    where TLanes : ILanes<TInt, TByte>
    where TDot : IDot<TInt, TByte, TInput>
    where TAhead : IReadAhead
{
    private const int GroupBytes = 256;

    /// <summary>sums = weights . inputs + correction, row by row; the weights count with their offset.</summary>
    /// <param name="weights">Tile layout, aligned to 64 bytes.</param>
    /// <param name="tiles">Tiles of 64 rows.</param>
    /// <param name="groups">Groups of four inputs.</param>
    /// <param name="inputs">Four times <paramref name="groups"/> inputs.</param>
    /// <param name="correction">Start value of every sum.</param>
    /// <param name="sums">One per row of the tiles.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Frame(byte* weights, int tiles, int groups, sbyte* inputs, int correction, int* sums)
    {
        int step = TLanes.Bytes, rows = TLanes.Bytes / TileLayout.WordBytes;
        sbyte* end = inputs + (TileLayout.WordBytes * (long)groups);
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int strip = 0; strip < GroupBytes; strip += 8 * step)
            {
                byte* w = weights + ((long)tile * groups * GroupBytes) + strip;
                TInt s0 = TLanes.Fill(correction), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
                for (sbyte* x = inputs; x < end; x += TileLayout.WordBytes, w += GroupBytes)
                {
                    TAhead.Fetch(w);
                    TAhead.Fetch(w + 64);
                    TAhead.Fetch(w + 128);
                    TAhead.Fetch(w + 192);
                    TInput input = TDot.Input(x);
                    s0 = TDot.Dot(s0, TLanes.Load(w), input);
                    s1 = TDot.Dot(s1, TLanes.Load(w + step), input);
                    s2 = TDot.Dot(s2, TLanes.Load(w + (2 * step)), input);
                    s3 = TDot.Dot(s3, TLanes.Load(w + (3 * step)), input);
                    s4 = TDot.Dot(s4, TLanes.Load(w + (4 * step)), input);
                    s5 = TDot.Dot(s5, TLanes.Load(w + (5 * step)), input);
                    s6 = TDot.Dot(s6, TLanes.Load(w + (6 * step)), input);
                    s7 = TDot.Dot(s7, TLanes.Load(w + (7 * step)), input);
                }

                int* target = sums + (tile * 64) + (strip / TileLayout.WordBytes);
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
}
