namespace Edge.Runtime.Kernels.Emitted;

/// <summary>
/// Delta kernel for 8-bit lines. Only one of two 512-bit units interleaves, but both multiply; so lines are interleaved in twos, which gives two rows'
/// bytes of two inputs per 32-bit lane, and each such vector is multiplied twice: once with values for the first row and zeros, once with zeros and values
/// for the second. Values come as four words per four entries: (x0 x1 0 0), (0 0 x0 x1), (x2 x3 0 0), (0 0 x2 x3), bytes in memory order.
/// </summary>
internal sealed class DeltaCodeW8(Assembler a) : LineDeltaCode(a)
{
    private const int Pairs = 2;
    private const int Halves = 2;
    private const int RowsPerLane = 2;

    /// <inheritdoc/>
    protected override int TileRows => DeltaLayout.TileRows(8);

    /// <inheritdoc/>
    protected override int ValueShift => int.Log2(TileLayout.WordBytes);

    /// <inheritdoc/>
    protected override void Begin()
    {
    }

    /// <inheritdoc/>
    protected override void LoadValues()
    {
        for (int word = 0; word < Pairs * RowsPerLane; word++)
        {
            A.Broadcast(Values(word), new Memory(Gpr.R8, word * TileLayout.WordBytes, Gpr.R12, TileLayout.WordBytes));
        }
    }

    /// <inheritdoc/>
    protected override void MultiplyLines(int tile)
    {
        for (int pair = 0; pair < Pairs; pair++)
        {
            (Zmm low, Zmm high) = (new(20 + (Halves * pair)), new(21 + (Halves * pair)));
            A.InterleaveLowBytes(low, Line(2 * pair), Line((2 * pair) + 1));
            A.InterleaveHighBytes(high, Line(2 * pair), Line((2 * pair) + 1));
            for (int row = 0; row < RowsPerLane; row++)
            {
                A.Dot(Part(tile, 0, row), low, Values((RowsPerLane * pair) + row));
                A.Dot(Part(tile, 1, row), high, Values((RowsPerLane * pair) + row));
            }
        }
    }

    /// <inheritdoc/>
    protected override void Arrange(int tile)
    {
        // Even and odd rows alternate.
        for (int half = 0; half < Halves; half++)
        {
            (Zmm even, Zmm odd, Zmm mixed) = (Part(tile, half, 0), Part(tile, half, 1), Line(0));
            A.InterleaveLowWords(mixed, even, odd);
            A.InterleaveHighWords(odd, even, odd);
            A.Move(even, mixed);
        }
    }

    private Zmm Part(int tile, int half, int row) => Sum(tile, (half * RowsPerLane) + row);

    private static Zmm Values(int word) => new(24 + word);
}
