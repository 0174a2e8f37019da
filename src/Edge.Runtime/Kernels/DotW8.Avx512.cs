using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>
/// AVX-512BW: 8-bit weights times one vector of inputs, for machines without 256-bit dot products. Bytes are split into even and odd ones,
/// 16 bits each, which <c>vpmaddwd</c> multiplies without saturation.
/// </summary>
internal static unsafe class DotW8Avx512<TAhead>
    where TAhead : IReadAhead
{
    private const int GroupBytes = 256;

    /// <summary>As the shared kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Frame(byte* weights, int tiles, int groups, sbyte* inputs, int correction, int* sums)
    {
        sbyte* end = inputs + (TileLayout.WordBytes * (long)groups);
        byte* w = weights;
        for (int tile = 0; tile < tiles; tile++, sums += 64)
        {
            Vector512<int> s0 = Vector512.Create(correction), s1 = s0, s2 = s0, s3 = s0;
            for (sbyte* x = inputs; x < end; x += TileLayout.WordBytes, w += GroupBytes)
            {
                TAhead.Fetch(w);
                TAhead.Fetch(w + 64);
                TAhead.Fetch(w + 128);
                TAhead.Fetch(w + 192);
                Vector512<short> input = Vector512.Create(*(int*)x).AsInt16();
                Vector512<short> even = input << 8 >> 8, odd = input >> 8;
                s0 = Dot(s0, Vector512.Load(w).AsInt16(), even, odd);
                s1 = Dot(s1, Vector512.Load(w + 64).AsInt16(), even, odd);
                s2 = Dot(s2, Vector512.Load(w + 128).AsInt16(), even, odd);
                s3 = Dot(s3, Vector512.Load(w + 192).AsInt16(), even, odd);
            }

            s0.Store(sums);
            s1.Store(sums + 16);
            s2.Store(sums + 32);
            s3.Store(sums + 48);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Dot(Vector512<int> sum, Vector512<short> weights, Vector512<short> even, Vector512<short> odd) =>
        sum + Avx512BW.MultiplyAddAdjacent(weights & Vector512.Create((short)0xFF), even) + Avx512BW.MultiplyAddAdjacent(weights >>> 8, odd);
}
