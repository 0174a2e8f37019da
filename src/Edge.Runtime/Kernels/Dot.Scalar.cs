namespace Edge.Runtime.Kernels;

/// <summary>The oracle for weights of up to 8 bits: the definition, in the order of the layout. Parameters as for the shared kernels.</summary>
internal static unsafe class DotScalar<TWidth>
    where TWidth : IWeightWidth
{
    /// <summary>sums = weights . inputs + correction.</summary>
    public static void Frame(byte* weights, int tiles, int groups, sbyte* inputs, int correction, int* sums) =>
        Multiply(weights, tiles, groups, inputs, correction, sums);

    /// <summary>sums = weights . inputs + correction, for every frame.</summary>
    public static void Block(byte* weights, int tiles, int groups, sbyte* inputs, int length, int frames, int* corrections, int* sums)
    {
        for (int frame = 0; frame < frames; frame++)
        {
            sbyte* x = inputs + ((long)frame * length);
            Multiply(weights, tiles, groups, x, corrections[frame], sums + ((long)frame * tiles * TileLayout.TileRows(TWidth.Bits)));
        }
    }

    /// <summary>sums += lines . values + correction for listed inputs.</summary>
    public static void Delta(byte* lines, int tiles, int columns, int* entries, sbyte* values, int count, int correction, int* sums)
    {
        int tileRows = DeltaLayout.TileRows(TWidth.Bits), mask = (1 << DeltaLayout.StoredBits(TWidth.Bits)) - 1;
        for (int tile = 0; tile < tiles; tile++, lines += (long)columns * DeltaLayout.LineBytes, sums += tileRows)
        {
            for (int row = 0; row < tileRows; row++)
            {
                byte* column = lines + DeltaLayout.ByteOf(row, out int shift);
                int sum = sums[row] + correction;
                for (int e = 0; e < count; e++)
                {
                    sum += ((column[entries[e]] >> shift) & mask) * values[e];
                }

                sums[row] = sum;
            }
        }
    }

    /// <summary>sums += weights . values + correction for listed groups of four inputs; entries are byte offsets inside a tile, values four bytes each.</summary>
    public static void Groups(byte* weights, int tiles, int groups, int* entries, int* values, int count, int correction, int* sums)
    {
        int tileRows = TileLayout.TileRows(TWidth.Bits), groupBytes = TileLayout.GroupBytes(TWidth.Bits);
        for (int tile = 0; tile < tiles; tile++, weights += (long)groups * groupBytes, sums += tileRows)
        {
            for (int row = 0; row < tileRows; row++)
            {
                sums[row] += correction;
            }

            for (int e = 0; e < count; e++)
            {
                AddGroup(weights + entries[e], (sbyte*)(values + e), sums);
            }
        }
    }

    private static void Multiply(byte* weights, int tiles, int groups, sbyte* inputs, int correction, int* sums)
    {
        int tileRows = TileLayout.TileRows(TWidth.Bits), groupBytes = TileLayout.GroupBytes(TWidth.Bits);
        new Span<int>(sums, tiles * tileRows).Fill(correction);
        for (int tile = 0; tile < tiles; tile++, sums += tileRows)
        {
            sbyte* x = inputs;
            for (int group = 0; group < groups; group++, weights += groupBytes, x += TileLayout.WordBytes)
            {
                AddGroup(weights, x, sums);
            }
        }
    }

    private static void AddGroup(byte* group, sbyte* x, int* sums)
    {
        for (int word = 0; word < TileLayout.GroupBytes(TWidth.Bits); word += TileLayout.WordBytes)
        {
            AddWord(group + word, x, sums + TileLayout.RowOfByte(TWidth.Bits, word));
        }
    }

    // Four bytes of weights, one per input; each holds the codes of one row or of several rows 16 apart.
    private static void AddWord(byte* word, sbyte* x, int* sums)
    {
        int mask = (1 << TWidth.Bits) - 1;
        for (int shift = 0, row = 0; shift < 8; shift += TWidth.Bits, row += TileLayout.LineWords)
        {
            sums[row] += (((word[0] >> shift) & mask) * x[0]) + (((word[1] >> shift) & mask) * x[1])
                + (((word[2] >> shift) & mask) * x[2]) + (((word[3] >> shift) & mask) * x[3]);
        }
    }
}
