using Edge.Runtime.Model;

namespace Edge.Runtime.Kernels;

/// <summary>
/// Weight codes in the order the kernels read them: tiles of 32 rows; inside a tile, for each pair of inputs, 32 rows x 2
/// inputs. Codes of up to 8 bits are stored as int8 (one cache line per pair), 16-bit codes as int16 (two lines).
/// Rows are padded with zeros to whole tiles, columns to pairs. Immutable, shared by any number of streams.
/// </summary>
public sealed class PackedMatrix
{
    /// <summary>Rows of a tile.</summary>
    public const int TileRows = 32;

    /// <summary>Inputs that are multiplied together.</summary>
    public const int PairColumns = 2;

    private readonly long _largestRowSum;

    /// <summary>Packs a matrix.</summary>
    public PackedMatrix(QuantizedMatrix matrix)
    {
        Rows = matrix.Rows;
        Columns = matrix.Columns;
        WeightBits = matrix.Bits;
        Tiles = (Rows + TileRows - 1) / TileRows;
        Pairs = (Columns + PairColumns - 1) / PairColumns;
        int elements = checked(Tiles * Pairs * TileRows * PairColumns);
        Narrow = WeightBits <= 8 ? new AlignedBuffer<sbyte>(elements) : null;
        Wide = WeightBits > 8 ? new AlignedBuffer<short>(elements) : null;
        for (int row = 0; row < Rows; row++)
        {
            long sum = 0;
            for (int column = 0; column < Columns; column++)
            {
                short code = matrix.Codes[(row * Columns) + column];
                int at = (((((row / TileRows) * Pairs) + (column / PairColumns)) * TileRows) + (row % TileRows)) * PairColumns;
                Store(at + (column % PairColumns), code);
                sum += Math.Abs((int)code);
            }

            _largestRowSum = Math.Max(_largestRowSum, sum);
        }
    }

    /// <summary>Outputs.</summary>
    public int Rows { get; }

    /// <summary>Inputs.</summary>
    public int Columns { get; }

    /// <summary>2, 4, 8 or 16.</summary>
    public int WeightBits { get; }

    /// <summary>Tiles of <see cref="TileRows"/> rows.</summary>
    public int Tiles { get; }

    /// <summary>Pairs of inputs.</summary>
    public int Pairs { get; }

    /// <summary>Codes of up to 8 bits, or null.</summary>
    internal AlignedBuffer<sbyte>? Narrow { get; }

    /// <summary>16-bit codes, or null.</summary>
    internal AlignedBuffer<short>? Wide { get; }

    /// <summary>
    /// True when no row's accumulator can leave an int32 for any activations of the given width: the largest sum of |code|
    /// over a row times the largest |activation| stays below 2^31.
    /// </summary>
    public bool FitsInt32(int activationBits) => _largestRowSum * (1L << (activationBits - 1)) <= int.MaxValue;

    private void Store(int at, short code)
    {
        if (Narrow is not null)
        {
            Narrow.Span[at] = (sbyte)code;
        }
        else
        {
            Wide!.Span[at] = code;
        }
    }
}
