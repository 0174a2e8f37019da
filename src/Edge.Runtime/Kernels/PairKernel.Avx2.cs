using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>
/// AVX2: <c>vpmaddwd</c> multiplies 8 rows x 2 inputs at once. Codes and inputs stay within +-32767 where both have 16 bits,
/// so the sum of two products fits an int32.
/// </summary>
internal sealed unsafe class PairKernelAvx2 : IPairKernel
{
    private const int TileRows = PackedMatrix.TileRows;
    private const int PairElements = PackedMatrix.TileRows * PackedMatrix.PairColumns;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Accumulate(sbyte* weights, int tiles, int pairs, int* index, int* values, int count, int* accumulators)
    {
        for (int tile = 0; tile < tiles; tile++)
        {
            sbyte* tileWeights = weights + ((long)tile * pairs * PairElements);
            int* sums = accumulators + (tile * TileRows);
            Vector256<int> s0 = Vector256.Load(sums), s1 = Vector256.Load(sums + 8);
            Vector256<int> s2 = Vector256.Load(sums + 16), s3 = Vector256.Load(sums + 24);
            for (int e = 0; e < count; e++)
            {
                sbyte* w = tileWeights + ((long)index[e] * PairElements);
                Vector256<short> x = Vector256.Create(values[e]).AsInt16();
                s0 = Avx2.Add(s0, Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(w), x));
                s1 = Avx2.Add(s1, Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(w + 16), x));
                s2 = Avx2.Add(s2, Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(w + 32), x));
                s3 = Avx2.Add(s3, Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(w + 48), x));
            }

            s0.Store(sums);
            s1.Store(sums + 8);
            s2.Store(sums + 16);
            s3.Store(sums + 24);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Accumulate(sbyte* weights, int tiles, int pairs, int* index, int* values, int count, long* accumulators)
    {
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int part = 0; part < TileRows; part += 8)
            {
                sbyte* partWeights = weights + ((long)tile * pairs * PairElements) + (2 * part);
                long* sums = accumulators + (tile * TileRows) + part;
                Vector256<long> low = Vector256.Load(sums), high = Vector256.Load(sums + 4);
                for (int e = 0; e < count; e++)
                {
                    Vector256<short> w = Avx2.ConvertToVector256Int16(partWeights + ((long)index[e] * PairElements));
                    Widen(Avx2.MultiplyAddAdjacent(w, Vector256.Create(values[e]).AsInt16()), ref low, ref high);
                }

                low.Store(sums);
                high.Store(sums + 4);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Accumulate(short* weights, int tiles, int pairs, int* index, int* values, int count, int* accumulators)
    {
        for (int tile = 0; tile < tiles; tile++)
        {
            short* tileWeights = weights + ((long)tile * pairs * PairElements);
            int* sums = accumulators + (tile * TileRows);
            Vector256<int> s0 = Vector256.Load(sums), s1 = Vector256.Load(sums + 8);
            Vector256<int> s2 = Vector256.Load(sums + 16), s3 = Vector256.Load(sums + 24);
            for (int e = 0; e < count; e++)
            {
                short* w = tileWeights + ((long)index[e] * PairElements);
                Vector256<short> x = Vector256.Create(values[e]).AsInt16();
                s0 = Avx2.Add(s0, Avx2.MultiplyAddAdjacent(Vector256.Load(w), x));
                s1 = Avx2.Add(s1, Avx2.MultiplyAddAdjacent(Vector256.Load(w + 16), x));
                s2 = Avx2.Add(s2, Avx2.MultiplyAddAdjacent(Vector256.Load(w + 32), x));
                s3 = Avx2.Add(s3, Avx2.MultiplyAddAdjacent(Vector256.Load(w + 48), x));
            }

            s0.Store(sums);
            s1.Store(sums + 8);
            s2.Store(sums + 16);
            s3.Store(sums + 24);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Accumulate(short* weights, int tiles, int pairs, int* index, int* values, int count, long* accumulators)
    {
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int part = 0; part < TileRows; part += 8)
            {
                short* partWeights = weights + ((long)tile * pairs * PairElements) + (2 * part);
                long* sums = accumulators + (tile * TileRows) + part;
                Vector256<long> low = Vector256.Load(sums), high = Vector256.Load(sums + 4);
                for (int e = 0; e < count; e++)
                {
                    Vector256<short> w = Vector256.Load(partWeights + ((long)index[e] * PairElements));
                    Widen(Avx2.MultiplyAddAdjacent(w, Vector256.Create(values[e]).AsInt16()), ref low, ref high);
                }

                low.Store(sums);
                high.Store(sums + 4);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(Vector256<int> products, ref Vector256<long> low, ref Vector256<long> high)
    {
        low = Avx2.Add(low, Avx2.ConvertToVector256Int64(products.GetLower()));
        high = Avx2.Add(high, Avx2.ConvertToVector256Int64(products.GetUpper()));
    }
}
