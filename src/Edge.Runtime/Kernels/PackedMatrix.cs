using Edge.Runtime.Errors;
using Edge.Runtime.Model;

namespace Edge.Runtime.Kernels;

/// <summary>
/// Weight codes in the order the kernels read them, at their own width: 2, 4, 8 or 16 bits a code. Immutable, shared by any number of streams.
/// </summary>
public sealed unsafe class PackedMatrix
{
    /// <summary>Most inputs of a matrix: the bound under which every kernel's sums are proven exact (docs/kernels.md).</summary>
    public const int MaxColumns = 32768;

    private readonly long _largestRowSum;
    private readonly Lazy<AlignedBuffer<byte>> _deltaLines;

    /// <summary>Packs a matrix.</summary>
    /// <exception cref="EdgeException">It has more than <see cref="MaxColumns"/> inputs, or is larger than the engine addresses.</exception>
    public PackedMatrix(QuantizedMatrix matrix)
    {
        (Rows, Columns, WeightBits) = (matrix.Rows, matrix.Columns, matrix.Bits);
        PackedBytes = TileLayout.Bytes(WeightBits, Rows, Columns);
        if (Columns > MaxColumns || PackedBytes > int.MaxValue)
        {
            throw EdgeException.BadInput($"a matrix of {Rows} x {Columns} is too large", "weights", $"use at most {MaxColumns} inputs and 2 GB");
        }

        Weights = new AlignedBuffer<byte>((int)PackedBytes);
        fixed (short* codes = matrix.Codes)
        {
            TileLayout.Pack(codes, Rows, Columns, WeightBits, Weights.Pointer);
            for (int row = 0; row < Rows; row++)
            {
                _largestRowSum = Math.Max(_largestRowSum, SumOfMagnitudes(codes + ((long)row * Columns), Columns));
            }
        }

        _deltaLines = new Lazy<AlignedBuffer<byte>>(MakeDeltaLines);
    }

    /// <summary>Outputs.</summary>
    public int Rows { get; }

    /// <summary>Inputs.</summary>
    public int Columns { get; }

    /// <summary>2, 4, 8 or 16.</summary>
    public int WeightBits { get; }

    /// <summary>Bytes the packed codes take, with padding; without the copy that delta products read.</summary>
    public long PackedBytes { get; }

    /// <summary>Tiles of rows.</summary>
    internal int Tiles => TileLayout.Tiles(WeightBits, Rows);

    /// <summary>Rows of all tiles.</summary>
    internal int PaddedRows => Tiles * TileLayout.TileRows(WeightBits);

    /// <summary>Room, in rows, that the sums of a frame need: tiles of dense and of delta kernels are not the same.</summary>
    internal int SumRows => WeightBits > 8 ? PaddedRows : Math.Max(PaddedRows, DeltaLayout.Tiles(WeightBits, Rows) * DeltaLayout.TileRows(WeightBits));

    /// <summary>Groups of inputs.</summary>
    internal int Groups => TileLayout.Groups(WeightBits, Columns);

    /// <summary>The codes in the tile layout.</summary>
    internal AlignedBuffer<byte> Weights { get; }

    /// <summary>The copy in the delta layout, made when it is first asked for.</summary>
    internal AlignedBuffer<byte> DeltaLines => _deltaLines.Value;

    /// <summary>
    /// True when no row's accumulator can leave an int32 for any activations of the given width: the largest sum of |code|
    /// over a row times the largest |activation| stays below 2^31.
    /// </summary>
    public bool FitsInt32(int activationBits) => _largestRowSum * (1L << (activationBits - 1)) <= int.MaxValue;

    private AlignedBuffer<byte> MakeDeltaLines()
    {
        bool wide = WeightBits > 8;
        long bytes = wide ? WideDeltaLayout.Bytes(Rows, Columns) : DeltaLayout.Bytes(WeightBits, Rows, Columns);
        AlignedBuffer<byte> lines = new(checked((int)bytes));
        if (wide)
        {
            WideDeltaLayout.Pack(Weights.Pointer, Rows, Columns, lines.Pointer);
        }
        else
        {
            DeltaLayout.Pack(Weights.Pointer, Rows, Columns, WeightBits, lines.Pointer);
        }

        return lines;
    }

    private static long SumOfMagnitudes(short* codes, int count)
    {
        long sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += Math.Abs((int)codes[i]);
        }

        return sum;
    }
}
