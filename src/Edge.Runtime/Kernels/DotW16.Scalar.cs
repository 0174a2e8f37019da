namespace Edge.Runtime.Kernels;

/// <summary>The oracle for 16-bit weights; parameters as for the shared kernels.</summary>
internal static unsafe class DotW16Scalar
{
    /// <summary>sums += weights . inputs, wrapping.</summary>
    public static void Add32(byte* weights, int tiles, int pairs, int* inputs, int* sums)
    {
        for (int row = 0; row < tiles * 64; row++)
        {
            sums[row] += (int)Row(weights, pairs, inputs, row);
        }
    }

    /// <summary>sums += weights . inputs in 64 bits.</summary>
    public static void Add64(byte* weights, int tiles, int pairs, int* inputs, long* sums)
    {
        for (int row = 0; row < tiles * 64; row++)
        {
            sums[row] += Row(weights, pairs, inputs, row);
        }
    }

    /// <summary>sums += lines . values, wrapping.</summary>
    public static void AddLines32(byte* lines, int tiles, int columns, int* entries, int* values, int count, int* sums)
    {
        for (int row = 0; row < tiles * WideDeltaLayout.TileRows; row++)
        {
            sums[row] += (int)RowOfLines(lines, columns, entries, values, count, row);
        }
    }

    /// <summary>sums += lines . values in 64 bits.</summary>
    public static void AddLines64(byte* lines, int tiles, int columns, int* entries, int* values, int count, long* sums)
    {
        for (int row = 0; row < tiles * WideDeltaLayout.TileRows; row++)
        {
            sums[row] += RowOfLines(lines, columns, entries, values, count, row);
        }
    }

    private static long Row(byte* weights, int pairs, int* inputs, int row)
    {
        byte* words = weights + ((long)(row / 64) * pairs * 256) + (row % 64 * TileLayout.WordBytes);
        long sum = 0;
        for (int pair = 0; pair < pairs; pair++)
        {
            short* w = (short*)(words + ((long)pair * 256));
            sum += ((long)w[0] * (short)inputs[pair]) + ((long)w[1] * (inputs[pair] >> 16));
        }

        return sum;
    }

    private static long RowOfLines(byte* lines, int columns, int* entries, int* values, int count, int row)
    {
        byte* codes = lines + ((long)(row / WideDeltaLayout.TileRows) * columns * WideDeltaLayout.LineBytes) + WideDeltaLayout.ByteOf(row % WideDeltaLayout.TileRows);
        long sum = 0;
        for (int e = 0; e < count; e++)
        {
            sum += (long)*(short*)(codes + entries[e]) * ((short*)values)[e];
        }

        return sum;
    }
}
