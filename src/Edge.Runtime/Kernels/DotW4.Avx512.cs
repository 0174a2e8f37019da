using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>
/// AVX-512BW: 4-bit weights times one vector of inputs. Products of pairs are added in 16 bits: a pair is at most 2 * 15 * 128 = 3840 in
/// magnitude, so <see cref="DotAvx512.NarrowDepth"/> groups stay within 30720, and are then widened.
/// </summary>
internal static unsafe class DotW4Avx512<TAhead>
    where TAhead : IReadAhead
{
    private const int GroupBytes = 128;

    /// <summary>As the shared kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Frame(byte* weights, int tiles, int groups, sbyte* inputs, int correction, int* sums)
    {
        Vector512<byte> low = Vector512.Create((byte)15);
        Vector512<int> start = Vector512.Create(correction);
        sbyte* end = inputs + (TileLayout.WordBytes * (long)groups);
        byte* w = weights;
        for (int tile = 0; tile < tiles; tile++, sums += 64)
        {
            Vector512<int> sum0 = start, sum1 = start, sum2 = start, sum3 = start;
            for (sbyte* x = inputs; x < end;)
            {
                sbyte* stop = x + (TileLayout.WordBytes * DotAvx512.NarrowDepth);
                stop = stop < end ? stop : end;
                Vector512<short> n0 = default, n1 = default, n2 = default, n3 = default;
                for (; x < stop; x += TileLayout.WordBytes, w += GroupBytes)
                {
                    TAhead.Fetch(w);
                    TAhead.Fetch(w + 64);
                    Vector512<sbyte> input = Vector512.Create(*(int*)x).AsSByte();
                    Vector512<byte> w0 = Vector512.Load(w), w1 = Vector512.Load(w + 64);
                    n0 += Avx512BW.MultiplyAddAdjacent(w0 & low, input);
                    n1 += Avx512BW.MultiplyAddAdjacent(DotAvx512.HighHalves(w0), input);
                    n2 += Avx512BW.MultiplyAddAdjacent(w1 & low, input);
                    n3 += Avx512BW.MultiplyAddAdjacent(DotAvx512.HighHalves(w1), input);
                }

                sum0 += DotAvx512.Widen(n0);
                sum1 += DotAvx512.Widen(n1);
                sum2 += DotAvx512.Widen(n2);
                sum3 += DotAvx512.Widen(n3);
            }

            sum0.Store(sums);
            sum1.Store(sums + 16);
            sum2.Store(sums + 32);
            sum3.Store(sums + 48);
        }
    }
}
