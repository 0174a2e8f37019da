namespace Edge.Runtime.Kernels;

/// <summary>
/// Where a 16-bit weight stands in the copy that delta products read: tiles of 64 rows; inside a tile, a line of 128 bytes per input, so that any changed
/// input is one contiguous read. Rows are permuted inside a line so that interleaving two lines by 16-bit units in 128-bit lanes puts
/// consecutive rows into a vector, as in <see cref="DeltaLayout"/>.
/// </summary>
internal static unsafe class WideDeltaLayout
{
    /// <summary>Bytes of a line.</summary>
    public const int LineBytes = 128;

    /// <summary>Rows of a tile.</summary>
    public const int TileRows = 64;

    /// <summary>Rows between the two vectors that interleaving yields.</summary>
    public const int VectorRows = 16;

    private const int HalfBytes = 64;
    private const int HalfRows = 32;
    private const int LaneBytes = 16;
    private const int LaneRows = 4;

    /// <summary>Bytes of the copy.</summary>
    public static long Bytes(int rows, int columns) => (long)TileLayout.Tiles(16, rows) * columns * LineBytes;

    /// <summary>
    /// First row of the vector that interleaving yields first from the line bytes beginning at <paramref name="lineByte"/>; that of the second
    /// lies <see cref="VectorRows"/> further.
    /// </summary>
    public static int RowOfByte(int lineByte) => (lineByte / HalfBytes * HalfRows) + (lineByte % HalfBytes / LaneBytes * LaneRows);

    /// <summary>Where a row stands inside a line.</summary>
    public static int ByteOf(int tileRow)
    {
        int row = tileRow % HalfRows;
        int unit = (row / VectorRows * LaneRows) + (row % LaneRows);
        return (tileRow / HalfRows * HalfBytes) + (row % VectorRows / LaneRows * LaneBytes) + (unit * sizeof(short));
    }

    /// <summary>Makes the copy from a matrix in the tile layout.</summary>
    /// <param name="packed">The tile layout.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="lines">Receives <see cref="Bytes"/> bytes; must be zero.</param>
    public static void Pack(byte* packed, int rows, int columns, byte* lines)
    {
        int groups = TileLayout.Groups(16, columns);
        for (int row = 0; row < rows; row++)
        {
            byte* line = lines + ((long)(row / TileRows) * columns * LineBytes) + ByteOf(row % TileRows);
            for (int column = 0; column < columns; column++, line += LineBytes)
            {
                *(short*)line = (short)TileLayout.Code(packed, 16, groups, row, column);
            }
        }
    }
}
