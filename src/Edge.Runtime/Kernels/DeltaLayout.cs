namespace Edge.Runtime.Kernels;

/// <summary>
/// Where a weight code stands in the copy that delta products read: tiles of 64 rows; inside a tile, one line per input, so that any
/// changed input is one contiguous read. 8-bit codes take 64 bytes a line, 4-bit codes 32 (rows 0-31 in the low halves, 32-63 in the high
/// ones). 2-bit codes are widened to 4 bits here. Rows are permuted inside 32 bytes so that interleaving four lines bytewise in 128-bit lanes puts
/// 8 consecutive rows into one 256-bit vector. 16-bit weights need no copy: the tile layout serves single pairs of inputs as it is.
/// </summary>
internal static unsafe class DeltaLayout
{
    /// <summary>Rows of a tile.</summary>
    public const int TileRows = 64;

    /// <summary>Rows, one to a byte, of the part of a line that is permuted.</summary>
    public const int SegmentRows = 32;

    private const int LaneBytes = 16;

    /// <summary>Width of the stored codes.</summary>
    public static int StoredBits(int bits) => bits == 8 ? 8 : 4;

    /// <summary>Bytes of a line.</summary>
    public static int LineBytes(int bits) => StoredBits(bits) * TileRows / 8;

    /// <summary>Tiles that hold a number of rows.</summary>
    public static int Tiles(int rows) => (rows + TileRows - 1) / TileRows;

    /// <summary>Bytes of the copy.</summary>
    public static long Bytes(int bits, int rows, int columns) => (long)Tiles(rows) * columns * LineBytes(bits);

    /// <summary>
    /// First row of the vector that interleaving yields first from the line bytes beginning at <paramref name="lineByte"/>; the following
    /// vectors lie 8 rows further each.
    /// </summary>
    public static int RowOfByte(int lineByte) => (lineByte / SegmentRows * SegmentRows) + (lineByte % SegmentRows / LaneBytes * 4);

    /// <summary>Makes the copy from a matrix in the tile layout.</summary>
    /// <param name="packed">The tile layout.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="bits">2, 4 or 8.</param>
    /// <param name="lines">Receives <see cref="Bytes"/> bytes; must be zero.</param>
    public static void Pack(byte* packed, int rows, int columns, int bits, byte* lines)
    {
        int groups = TileLayout.Groups(bits, columns), lineBytes = LineBytes(bits), offset = TileLayout.Offset(StoredBits(bits));
        for (int row = 0; row < Tiles(rows) * TileRows; row++)
        {
            byte* line = lines + ((long)(row / TileRows) * columns * lineBytes) + ByteOf(bits, row % TileRows, out int shift);
            for (int column = 0; column < columns; column++, line += lineBytes)
            {
                int code = row < rows ? TileLayout.Code(packed, bits, groups, row, column) : 0;
                *line |= (byte)((code + offset) << shift);
            }
        }
    }

    /// <summary>Byte of a row inside a line, and the shift of its code inside the byte.</summary>
    public static int ByteOf(int bits, int tileRow, out int shift)
    {
        int segment = tileRow / SegmentRows, row = tileRow % SegmentRows;
        int inSegment = (row / 4 % 2 * LaneBytes) + (row / 8 * 4) + (row % 4);
        bool shared = StoredBits(bits) == 4;
        shift = shared ? 4 * segment : 0;
        return shared ? inSegment : (segment * SegmentRows) + inSegment;
    }
}
