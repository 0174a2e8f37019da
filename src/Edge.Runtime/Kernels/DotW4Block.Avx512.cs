using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>
/// AVX-512BW: 4-bit weights times a block of frames, 64 rows by four frames. 16-bit sums stay in registers for
/// <see cref="DotAvx512.NarrowDepth"/> groups; the 32-bit sums live in the target, which stays in the first-level cache.
/// </summary>
internal static unsafe class DotW4BlockAvx512
{
    private const int GroupBytes = 128;
    private const int StripBytes = 128;
    private const int Frames = InputPlanes.BlockFrames;

    /// <summary>As the shared kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(byte* weights, int tiles, int groups, sbyte* inputs, int length, int frames, int* corrections, int* sums)
    {
        int stride = tiles * TileLayout.TileRows(4);
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int strip = 0; strip < GroupBytes; strip += StripBytes)
            {
                byte* w = weights + ((long)tile * groups * GroupBytes) + strip;
                int* target = sums + (tile * TileLayout.TileRows(4)) + TileLayout.RowOfByte(4, strip);
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
        Vector512<byte> low = Vector512.Create((byte)15);
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
            sbyte* stop = x + (TileLayout.WordBytes * DotAvx512.NarrowDepth);
            stop = stop < end ? stop : end;
            for (; x < stop; x += TileLayout.WordBytes, w += GroupBytes)
            {
                Vector512<byte> first = Vector512.Load(w), second = Vector512.Load(w + 64);
                Vector512<byte> a = first & low, b = DotAvx512.HighHalves(first), c = second & low, d = DotAvx512.HighHalves(second);
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
