namespace Edge.Runtime.Kernels;

/// <summary>
/// Where a weight code stands in the copy that delta products read: tiles of rows; inside a tile, one line of 64 bytes per input, so that any changed
/// input is one contiguous read. 8-bit codes: 64 rows a tile. 4-bit codes: 128, rows 0-63 in the low halves of the bytes, 64-127 in the high ones. 2-bit
/// codes are widened to 4 bits here. Rows are permuted inside a line so that interleaving four lines bytewise in 128-bit lanes puts consecutive rows
/// into a vector: 16 into one of 512 bits, 8 into one of 256. 16-bit weights: <see cref="WideDeltaLayout"/>.
/// </summary>
internal static unsafe class DeltaLayout
{
    /// <summary>Bytes of a line.</summary>
    public const int LineBytes = 64;

    /// <summary>Rows, one to a byte, of a line.</summary>
    public const int LineRows = 64;

    /// <summary>Rows between the vectors that interleaving lines yields.</summary>
    public const int VectorRows = 16;

    private const int LaneBytes = 16;
    private const int LaneRows = 4;

    /// <summary>Width of the stored codes.</summary>
    public static int StoredBits(int bits) => bits == 8 ? 8 : 4;

    /// <summary>Rows of a tile.</summary>
    public static int TileRows(int bits) => LineRows * 8 / StoredBits(bits);

    /// <summary>Tiles that hold a number of rows.</summary>
    public static int Tiles(int bits, int rows) => (rows + TileRows(bits) - 1) / TileRows(bits);

    /// <summary>Bytes of the copy.</summary>
    public static long Bytes(int bits, int rows, int columns) => (long)Tiles(bits, rows) * columns * LineBytes;

    /// <summary>
    /// First row of the vector that interleaving yields first from the line bytes beginning at <paramref name="lineByte"/>; the following
    /// vectors lie <see cref="VectorRows"/> rows further each.
    /// </summary>
    public static int RowOfByte(int lineByte) => lineByte / LaneBytes * LaneRows;

    /// <summary>Makes the copy from a matrix in the tile layout.</summary>
    /// <param name="packed">The tile layout.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="bits">2, 4 or 8.</param>
    /// <param name="lines">Receives <see cref="Bytes"/> bytes; must be zero.</param>
    public static void Pack(byte* packed, int rows, int columns, int bits, byte* lines)
    {
        int groups = TileLayout.Groups(bits, columns), tileRows = TileRows(bits), offset = TileLayout.Offset(StoredBits(bits));
        for (int row = 0; row < Tiles(bits, rows) * tileRows; row++)
        {
            byte* line = lines + ((long)(row / tileRows) * columns * LineBytes) + ByteOf(row % tileRows, out int shift);
            for (int column = 0; column < columns; column++, line += LineBytes)
            {
                int code = row < rows ? TileLayout.Code(packed, bits, groups, row, column) : 0;
                *line |= (byte)((code + offset) << shift);
            }
        }
    }

    /// <summary>Byte of a row inside a line, and the shift of its code inside the byte.</summary>
    public static int ByteOf(int tileRow, out int shift)
    {
        int row = tileRow % LineRows;
        shift = tileRow / LineRows * 4;
        return (row % VectorRows / LaneRows * LaneBytes) + (row / VectorRows * LaneRows) + (row % LaneRows);
    }
}
