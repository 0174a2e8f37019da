using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>
/// AVX-512BW: 2-bit weights times a block of frames, 64 rows by four frames. A pair of products is at most 2 * 3 * 128 = 768 in magnitude, so
/// <see cref="NarrowDepth"/> groups are added in 16 bits; the 32-bit sums live in the target, which stays in the first-level cache.
/// </summary>
internal static unsafe class DotW2BlockAvx512
{
    private const int GroupBytes = 128;
    private const int StripBytes = 64;
    private const int Frames = InputPlanes.BlockFrames;
    private const int NarrowDepth = 42;

    /// <summary>As the shared kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(byte* weights, int tiles, int groups, sbyte* inputs, int length, int frames, int* corrections, int* sums)
    {
        int stride = tiles * TileLayout.TileRows(2);
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int strip = 0; strip < GroupBytes; strip += StripBytes)
            {
                byte* w = weights + ((long)tile * groups * GroupBytes) + strip;
                int* target = sums + (tile * TileLayout.TileRows(2)) + TileLayout.RowOfByte(2, strip);
                for (int frame = 0; frame < frames; frame += Frames)
                {
                    sbyte* x = inputs + ((long)frame * length);
                    Four(w, groups, x, length, corrections + frame, target + ((long)frame * stride), stride);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(byte* w, int groups, sbyte* x, nint length, int* corrections, int* sums, int stride)
    {
        Vector512<byte> digit = Vector512.Create((byte)3);
        DotAvx512.Start(sums, corrections[0]);
        DotAvx512.Start(sums + stride, corrections[1]);
        DotAvx512.Start(sums + (2 * stride), corrections[2]);
        DotAvx512.Start(sums + (3 * stride), corrections[3]);
        nint twice = 2 * length, thrice = 3 * length;
        sbyte* end = x + ((long)groups * TileLayout.WordBytes);
        while (x < end)
        {
            Vector512<short> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
            Vector512<short> c0 = default, c1 = default, c2 = default, c3 = default, d0 = default, d1 = default, d2 = default, d3 = default;
            sbyte* stop = x + (TileLayout.WordBytes * NarrowDepth);
            stop = stop < end ? stop : end;
            for (; x < stop; x += TileLayout.WordBytes, w += GroupBytes)
            {
                Vector512<byte> all = Vector512.Load(w), high = DotAvx512.HighHalves(all);
                Vector512<byte> a = all & digit, b = (all.AsUInt16() >>> 2).AsByte() & digit;
                Vector512<byte> c = high & digit, d = (high.AsUInt16() >>> 2).AsByte() & digit;
                Vector512<sbyte> input = Vector512.Create(*(int*)x).AsSByte();
                a0 += Avx512BW.MultiplyAddAdjacent(a, input);
                b0 += Avx512BW.MultiplyAddAdjacent(b, input);
                c0 += Avx512BW.MultiplyAddAdjacent(c, input);
                d0 += Avx512BW.MultiplyAddAdjacent(d, input);
                input = Vector512.Create(*(int*)(x + length)).AsSByte();
                a1 += Avx512BW.MultiplyAddAdjacent(a, input);
                b1 += Avx512BW.MultiplyAddAdjacent(b, input);
                c1 += Avx512BW.MultiplyAddAdjacent(c, input);
                d1 += Avx512BW.MultiplyAddAdjacent(d, input);
                input = Vector512.Create(*(int*)(x + twice)).AsSByte();
                a2 += Avx512BW.MultiplyAddAdjacent(a, input);
                b2 += Avx512BW.MultiplyAddAdjacent(b, input);
                c2 += Avx512BW.MultiplyAddAdjacent(c, input);
                d2 += Avx512BW.MultiplyAddAdjacent(d, input);
                input = Vector512.Create(*(int*)(x + thrice)).AsSByte();
                a3 += Avx512BW.MultiplyAddAdjacent(a, input);
                b3 += Avx512BW.MultiplyAddAdjacent(b, input);
                c3 += Avx512BW.MultiplyAddAdjacent(c, input);
                d3 += Avx512BW.MultiplyAddAdjacent(d, input);
            }

            DotAvx512.Flush(sums, a0, b0, c0, d0);
            DotAvx512.Flush(sums + stride, a1, b1, c1, d1);
            DotAvx512.Flush(sums + (2 * stride), a2, b2, c2, d2);
            DotAvx512.Flush(sums + (3 * stride), a3, b3, c3, d3);
        }
    }
}
