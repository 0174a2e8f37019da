using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>AVX-512BW: 16-bit weights times pairs of inputs.</summary>
internal static unsafe class DotW16Avx512<TAhead>
    where TAhead : IReadAhead
{
    private const int GroupBytes = 256;

    /// <summary>As the shared kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add32(byte* weights, int tiles, int pairs, int* inputs, int* sums)
    {
        for (int tile = 0; tile < tiles; tile++, weights += (long)pairs * GroupBytes, sums += 64)
        {
            Vector512<int> s0 = Vector512.Load(sums), s1 = Vector512.Load(sums + 16);
            Vector512<int> s2 = Vector512.Load(sums + 32), s3 = Vector512.Load(sums + 48);
            for (int pair = 0; pair < pairs; pair++)
            {
                byte* line = weights + ((long)pair * GroupBytes);
                TAhead.Fetch(line);
                TAhead.Fetch(line + 64);
                TAhead.Fetch(line + 128);
                TAhead.Fetch(line + 192);
                short* w = (short*)line;
                Vector512<short> x = Vector512.Create(inputs[pair]).AsInt16();
                s0 += Avx512BW.MultiplyAddAdjacent(Vector512.Load(w), x);
                s1 += Avx512BW.MultiplyAddAdjacent(Vector512.Load(w + 32), x);
                s2 += Avx512BW.MultiplyAddAdjacent(Vector512.Load(w + 64), x);
                s3 += Avx512BW.MultiplyAddAdjacent(Vector512.Load(w + 96), x);
            }

            s0.Store(sums);
            s1.Store(sums + 16);
            s2.Store(sums + 32);
            s3.Store(sums + 48);
        }
    }

    /// <summary>As the shared kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add64(byte* weights, int tiles, int pairs, int* inputs, long* sums)
    {
        for (int tile = 0; tile < tiles; tile++, weights += (long)pairs * GroupBytes, sums += 64)
        {
            Vector512<int> w0 = default, w1 = default, w2 = default, w3 = default, h0 = default, h1 = default, h2 = default, h3 = default;
            for (int pair = 0; pair < pairs; pair++)
            {
                byte* line = weights + ((long)pair * GroupBytes);
                TAhead.Fetch(line);
                TAhead.Fetch(line + 64);
                TAhead.Fetch(line + 128);
                TAhead.Fetch(line + 192);
                short* w = (short*)line;
                Vector512<short> x = Vector512.Create(inputs[pair]).AsInt16();
                Vector512<int> p0 = Avx512BW.MultiplyAddAdjacent(Vector512.Load(w), x);
                Vector512<int> p1 = Avx512BW.MultiplyAddAdjacent(Vector512.Load(w + 32), x);
                Vector512<int> p2 = Avx512BW.MultiplyAddAdjacent(Vector512.Load(w + 64), x);
                Vector512<int> p3 = Avx512BW.MultiplyAddAdjacent(Vector512.Load(w + 96), x);
                w0 += p0;
                h0 += p0 >> 16;
                w1 += p1;
                h1 += p1 >> 16;
                w2 += p2;
                h2 += p2 >> 16;
                w3 += p3;
                h3 += p3 >> 16;
            }

            ExactPairs.Add(w0, h0, sums);
            ExactPairs.Add(w1, h1, sums + 16);
            ExactPairs.Add(w2, h2, sums + 32);
            ExactPairs.Add(w3, h3, sums + 48);
        }
    }
}
