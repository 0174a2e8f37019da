namespace Edge.Runtime.Kernels;

/// <summary>
/// Where a weight code stands in packed memory: the one layout all kernels share (drawn in docs/kernels.md).
/// Tiles of rows follow each other; inside a tile, groups of inputs; inside a group, lines of 64 bytes; inside a line, 16 words of
/// 4 bytes. A word holds the group's inputs (four of up to 8 bits, two of 16) for one row, or for several rows 16 apart: 4-bit codes of two
/// rows share a byte, 2-bit codes of four. Codes of up to 8 bits are stored with an offset that makes them unsigned.
/// </summary>
internal static unsafe class TileLayout
{
    /// <summary>Bytes of a line, and the alignment of packed memory.</summary>
    public const int LineBytes = 64;

    /// <summary>Words of a line: rows that stand side by side.</summary>
    public const int LineWords = 16;

    /// <summary>Bytes of a word.</summary>
    public const int WordBytes = 4;

    /// <summary>Rows of a tile.</summary>
    public static int TileRows(int bits) => bits == 2 ? 128 : 64;

    /// <summary>Inputs of a group.</summary>
    public static int GroupColumns(int bits) => bits == 16 ? 2 : 4;

    /// <summary>Bytes of a group of inputs over the rows of a tile.</summary>
    public static int GroupBytes(int bits) => bits >= 8 ? 256 : 128;

    /// <summary>Rows whose codes share a byte.</summary>
    public static int RowsPerByte(int bits) => bits >= 8 ? 1 : 8 / bits;

    /// <summary>What is added to a code before it is stored: 2^(bits - 1) for up to 8 bits, 0 for 16.</summary>
    public static int Offset(int bits) => bits == 16 ? 0 : 1 << (bits - 1);

    /// <summary>Tiles that hold a number of rows.</summary>
    public static int Tiles(int bits, int rows) => (rows + TileRows(bits) - 1) / TileRows(bits);

    /// <summary>Groups that hold a number of inputs.</summary>
    public static int Groups(int bits, int columns) => (columns + GroupColumns(bits) - 1) / GroupColumns(bits);

    /// <summary>Bytes of a packed matrix.</summary>
    public static long Bytes(int bits, int rows, int columns) => (long)Tiles(bits, rows) * Groups(bits, columns) * GroupBytes(bits);

    /// <summary>First row, inside its tile, of the words that begin at a byte of a group; codes of higher digits follow 16 rows apart.</summary>
    public static int RowOfByte(int bits, int groupByte) =>
        (int)(((uint)groupByte / LineBytes * LineWords * (uint)RowsPerByte(bits)) + ((uint)groupByte % LineBytes / WordBytes));

    /// <summary>Packs a matrix. Padding rows and columns get code 0.</summary>
    /// <param name="codes">[row x column].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="bits">2, 4, 8 or 16.</param>
    /// <param name="packed">Receives <see cref="Bytes"/> bytes; must be zero.</param>
    public static void Pack(short* codes, int rows, int columns, int bits, byte* packed)
    {
        int groups = Groups(bits, columns), paddedColumns = groups * GroupColumns(bits);
        int paddedRows = Tiles(bits, rows) * TileRows(bits);
        for (int row = 0; row < paddedRows; row++)
        {
            for (int column = 0; column < paddedColumns; column++)
            {
                int code = row < rows && column < columns ? codes[((long)row * columns) + column] : 0;
                Store(packed, bits, groups, row, column, code);
            }
        }
    }

    /// <summary>Reads a code back.</summary>
    public static int Code(byte* packed, int bits, int groups, int row, int column)
    {
        byte* at = packed + ByteOf(bits, groups, row, column, out int shift);
        return bits == 16 ? *(short*)at : ((*at >> shift) & ((1 << bits) - 1)) - Offset(bits);
    }

    private static void Store(byte* packed, int bits, int groups, int row, int column, int code)
    {
        byte* at = packed + ByteOf(bits, groups, row, column, out int shift);
        if (bits == 16)
        {
            *(short*)at = (short)code;
        }
        else
        {
            *at |= (byte)((code + Offset(bits)) << shift);
        }
    }

    private static long ByteOf(int bits, int groups, int row, int column, out int shift)
    {
        int tileRow = row % TileRows(bits), lineRows = LineWords * RowsPerByte(bits);
        int digit = tileRow % lineRows / LineWords;
        shift = digit * bits;
        long group = ((long)(row / TileRows(bits)) * groups) + (column / GroupColumns(bits));
        int word = tileRow % LineWords;
        int codeBytes = bits == 16 ? 2 : 1;
        return (group * GroupBytes(bits)) + (tileRow / lineRows * LineBytes) + (word * WordBytes) + (column % GroupColumns(bits) * codeBytes);
    }
}
