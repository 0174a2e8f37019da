using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>
/// AVX-512BW: 2-bit weights times one vector of inputs. Per half byte v = d0 + 4 d1 the products of d0 and of v are added in 16 bits
/// (v as a 4-bit weight: exact for <see cref="DotAvx512.NarrowDepth"/> groups); d1 follows from the difference at the end.
/// </summary>
internal static unsafe class DotW2Avx512<TAhead>
    where TAhead : IReadAhead
{
    private const int GroupBytes = 128;

    /// <summary>As the shared kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Frame(byte* weights, int tiles, int groups, sbyte* inputs, int correction, int* sums)
    {
        Vector512<byte> low = Vector512.Create((byte)15), digit = Vector512.Create((byte)3);
        Vector512<int> start = Vector512.Create(correction);
        sbyte* end = inputs + (TileLayout.WordBytes * (long)groups);
        byte* w = weights;
        for (int tile = 0; tile < tiles; tile++, sums += 128)
        {
            Vector512<int> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
            for (sbyte* x = inputs; x < end;)
            {
                sbyte* stop = x + (TileLayout.WordBytes * DotAvx512.NarrowDepth);
                stop = stop < end ? stop : end;
                Vector512<short> n0 = default, n1 = default, n2 = default, n3 = default, n4 = default, n5 = default, n6 = default, n7 = default;
                for (; x < stop; x += TileLayout.WordBytes, w += GroupBytes)
                {
                    TAhead.Fetch(w);
                    TAhead.Fetch(w + 64);
                    Vector512<sbyte> input = Vector512.Create(*(int*)x).AsSByte();
                    Vector512<byte> a = Vector512.Load(w), b = Vector512.Load(w + 64);
                    Vector512<byte> aHigh = DotAvx512.HighHalves(a), bHigh = DotAvx512.HighHalves(b);
                    n0 += Avx512BW.MultiplyAddAdjacent(a & digit, input);
                    n1 += Avx512BW.MultiplyAddAdjacent(a & low, input);
                    n2 += Avx512BW.MultiplyAddAdjacent(aHigh & digit, input);
                    n3 += Avx512BW.MultiplyAddAdjacent(aHigh, input);
                    n4 += Avx512BW.MultiplyAddAdjacent(b & digit, input);
                    n5 += Avx512BW.MultiplyAddAdjacent(b & low, input);
                    n6 += Avx512BW.MultiplyAddAdjacent(bHigh & digit, input);
                    n7 += Avx512BW.MultiplyAddAdjacent(bHigh, input);
                }

                s0 += DotAvx512.Widen(n0);
                s1 += DotAvx512.Widen(n1);
                s2 += DotAvx512.Widen(n2);
                s3 += DotAvx512.Widen(n3);
                s4 += DotAvx512.Widen(n4);
                s5 += DotAvx512.Widen(n5);
                s6 += DotAvx512.Widen(n6);
                s7 += DotAvx512.Widen(n7);
            }

            Store(s0, s1, start, sums);
            Store(s2, s3, start, sums + 32);
            Store(s4, s5, start, sums + 64);
            Store(s6, s7, start, sums + 96);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<int> digit, Vector512<int> both, Vector512<int> start, int* target)
    {
        (digit + start).Store(target);
        (((both - digit) >> 2) + start).Store(target + 16);
    }
}
