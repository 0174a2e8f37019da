namespace Edge.Runtime.Kernels.Emitted;

/// <summary>
/// Delta kernel for 8-bit lines. Only one of two 512-bit units interleaves, but both multiply; so lines are interleaved in twos, which gives two rows'
/// bytes of two inputs per 32-bit lane, and each such vector is multiplied twice: once with values for the first row and zeros, once with zeros and values
/// for the second. Values come as four words per four entries: (x0 x1 0 0), (0 0 x0 x1), (x2 x3 0 0), (0 0 x2 x3), bytes in memory order.
/// </summary>
internal sealed class DeltaCodeW8(Assembler a) : DeltaCode(a)
{
    private const int Pairs = Entries / 2;
    private const int Halves = 2;
    private const int RowsPerLane = 2;
    private const int PerPair = Halves * RowsPerLane;

    /// <inheritdoc/>
    protected override int TileRows => DeltaLayout.TileRows(8);

    /// <inheritdoc/>
    protected override void Begin()
    {
    }

    /// <inheritdoc/>
    protected override void Multiply()
    {
        for (int pair = 0; pair < Pairs; pair++)
        {
            (Zmm low, Zmm high) = (new(16 + (Halves * pair)), new(17 + (Halves * pair)));
            A.InterleaveLowBytes(low, Line(2 * pair), Line((2 * pair) + 1));
            A.InterleaveHighBytes(high, Line(2 * pair), Line((2 * pair) + 1));
            for (int row = 0; row < RowsPerLane; row++)
            {
                int word = (RowsPerLane * pair) + row;
                Zmm values = new(20 + word);
                A.Broadcast(values, new Memory(Gpr.R8, word * TileLayout.WordBytes, Gpr.R12, TileLayout.WordBytes));
                A.Dot(Part(pair, 0, row), low, values);
                A.Dot(Part(pair, 1, row), high, values);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Finish()
    {
        for (int half = 0; half < Halves; half++)
        {
            for (int row = 0; row < RowsPerLane; row++)
            {
                A.Add(Part(0, half, row), Part(0, half, row), Part(1, half, row));
            }

            // Even and odd rows alternate: rows in the order of the layout.
            (Zmm first, Zmm second) = (new(16), new(17));
            A.InterleaveLowWords(first, Part(0, half, 0), Part(0, half, 1));
            A.InterleaveHighWords(second, Part(0, half, 0), Part(0, half, 1));
            AddTo(2 * half * TileLayout.LineWords, first);
            AddTo(((2 * half) + 1) * TileLayout.LineWords, second);
        }
    }

    private static Zmm Part(int pair, int half, int row) => Sum((pair * PerPair) + (half * RowsPerLane) + row);
}
