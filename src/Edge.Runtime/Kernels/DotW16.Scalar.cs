namespace Edge.Runtime.Kernels;

/// <summary>The oracle for 16-bit weights; parameters as for the shared kernels.</summary>
internal static unsafe class DotW16Scalar
{
    /// <summary>sums += weights . inputs, wrapping.</summary>
    public static void Add32(byte* weights, int tiles, int pairs, int* index, int* values, int count, int* sums)
    {
        for (int row = 0; row < tiles * 64; row++)
        {
            sums[row] += (int)Row(weights, pairs, index, values, count, row);
        }
    }

    /// <summary>sums += weights . inputs in 64 bits.</summary>
    public static void Add64(byte* weights, int tiles, int pairs, int* index, int* values, int count, long* sums)
    {
        for (int row = 0; row < tiles * 64; row++)
        {
            sums[row] += Row(weights, pairs, index, values, count, row);
        }
    }

    private static long Row(byte* weights, int pairs, int* index, int* values, int count, int row)
    {
        byte* words = weights + ((long)(row / 64) * pairs * 256) + (row % 64 * TileLayout.WordBytes);
        long sum = 0;
        for (int e = 0; e < count; e++)
        {
            short* w = (short*)(words + ((long)index[e] * 256));
            sum += ((long)w[0] * (short)values[e]) + ((long)w[1] * (values[e] >> 16));
        }

        return sum;
    }
}
