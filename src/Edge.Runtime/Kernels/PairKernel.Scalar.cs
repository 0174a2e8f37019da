using System.Numerics;

namespace Edge.Runtime.Kernels;

/// <summary>The oracle: plain loops that define what every other kernel must compute.</summary>
internal sealed unsafe class PairKernelScalar : IPairKernel
{
    private const int TileRows = PackedMatrix.TileRows;
    private const int PairElements = PackedMatrix.TileRows * PackedMatrix.PairColumns;

    public void Accumulate(sbyte* weights, int tiles, int pairs, int* index, int* values, int count, int* accumulators) =>
        Run(weights, tiles, pairs, index, values, count, accumulators);

    public void Accumulate(sbyte* weights, int tiles, int pairs, int* index, int* values, int count, long* accumulators) =>
        Run(weights, tiles, pairs, index, values, count, accumulators);

    public void Accumulate(short* weights, int tiles, int pairs, int* index, int* values, int count, int* accumulators) =>
        Run(weights, tiles, pairs, index, values, count, accumulators);

    public void Accumulate(short* weights, int tiles, int pairs, int* index, int* values, int count, long* accumulators) =>
        Run(weights, tiles, pairs, index, values, count, accumulators);

    private static void Run<TWeight, TSum>(TWeight* weights, int tiles, int pairs, int* index, int* values, int count, TSum* accumulators)
        where TWeight : unmanaged, INumberBase<TWeight>
        where TSum : unmanaged, INumberBase<TSum>
    {
        for (int tile = 0; tile < tiles; tile++)
        {
            TWeight* tileWeights = weights + ((long)tile * pairs * PairElements);
            TSum* sums = accumulators + (tile * TileRows);
            for (int e = 0; e < count; e++)
            {
                TWeight* w = tileWeights + ((long)index[e] * PairElements);
                int even = (short)values[e], odd = values[e] >> 16;
                for (int row = 0; row < TileRows; row++)
                {
                    int first = int.CreateTruncating(w[2 * row]), second = int.CreateTruncating(w[(2 * row) + 1]);
                    sums[row] += TSum.CreateTruncating(first * even) + TSum.CreateTruncating(second * odd);
                }
            }
        }
    }
}
