using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>AVX-512BW: 16-bit weights times listed inputs.</summary>
internal static unsafe class DeltaW16Avx512
{
    private const int Vector = 64;

    /// <summary>As the shared kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add32(byte* lines, int tiles, int columns, int* entries, int* values, int count, int* sums)
    {
        long tileBytes = (long)columns * WideDeltaLayout.LineBytes;
        for (int tile = 0; tile < tiles; tile++, lines += tileBytes, sums += WideDeltaLayout.TileRows)
        {
            Vector512<int> s0 = Vector512.Load(sums), s1 = Vector512.Load(sums + 16);
            Vector512<int> s2 = Vector512.Load(sums + 32), s3 = Vector512.Load(sums + 48);
            for (int e = 0; e < count; e += 2)
            {
                byte* p = lines + entries[e], q = lines + entries[e + 1];
                FetchNext(p + tileBytes, q + tileBytes);
                Vector512<short> x = Vector512.Create(values[e / 2]).AsInt16();
                Multiply(p, q, x, out Vector512<int> low, out Vector512<int> high);
                (s0, s1) = (s0 + low, s1 + high);
                Multiply(p + Vector, q + Vector, x, out low, out high);
                (s2, s3) = (s2 + low, s3 + high);
            }

            s0.Store(sums);
            s1.Store(sums + 16);
            s2.Store(sums + 32);
            s3.Store(sums + 48);
        }
    }

    /// <summary>As the shared kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add64(byte* lines, int tiles, int columns, int* entries, int* values, int count, long* sums)
    {
        long tileBytes = (long)columns * WideDeltaLayout.LineBytes;
        for (int tile = 0; tile < tiles; tile++, lines += tileBytes, sums += WideDeltaLayout.TileRows)
        {
            Vector512<int> w0 = default, w1 = default, w2 = default, w3 = default, h0 = default, h1 = default, h2 = default, h3 = default;
            for (int e = 0; e < count; e += 2)
            {
                byte* p = lines + entries[e], q = lines + entries[e + 1];
                FetchNext(p + tileBytes, q + tileBytes);
                Vector512<short> x = Vector512.Create(values[e / 2]).AsInt16();
                Multiply(p, q, x, out Vector512<int> low, out Vector512<int> high);
                (w0, w1, h0, h1) = (w0 + low, w1 + high, h0 + (low >> 16), h1 + (high >> 16));
                Multiply(p + Vector, q + Vector, x, out low, out high);
                (w2, w3, h2, h3) = (w2 + low, w3 + high, h2 + (low >> 16), h3 + (high >> 16));
            }

            ExactPairs.Add(w0, h0, sums);
            ExactPairs.Add(w1, h1, sums + 16);
            ExactPairs.Add(w2, h2, sums + 32);
            ExactPairs.Add(w3, h3, sums + 48);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FetchNext(byte* p, byte* q)
    {
        NextTile.Fetch(p);
        NextTile.Fetch(p + Vector);
        NextTile.Fetch(q);
        NextTile.Fetch(q + Vector);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(byte* p, byte* q, Vector512<short> x, out Vector512<int> low, out Vector512<int> high)
    {
        Vector512<short> first = Vector512.Load((short*)p), second = Vector512.Load((short*)q);
        low = Avx512BW.MultiplyAddAdjacent(Avx512BW.UnpackLow(first, second), x);
        high = Avx512BW.MultiplyAddAdjacent(Avx512BW.UnpackHigh(first, second), x);
    }
}
