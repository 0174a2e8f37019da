namespace Edge.Runtime.Kernels.Emitted;

/// <summary>
/// Delta kernel for groups of four neighbouring inputs, in the tile layout: a listed group costs what it costs the dense kernel, whether one of its inputs
/// changed or all, and nothing has to be interleaved.
/// </summary>
/// <param name="a">Receives the code.</param>
/// <param name="bits">2, 4 or 8.</param>
internal sealed class GroupDeltaCode(Assembler a, int bits) : DeltaCode(a)
{
    private const int Sums = 16;
    private const int Temporaries = 10;
    private const int FirstTemporary = Sums;
    private static readonly Zmm Input = new(27);

    private readonly int _lines = TileLayout.GroupBytes(bits) / TileLayout.LineBytes;
    private readonly int _digits = TileLayout.RowsPerByte(bits);
    private int _temporary;

    /// <inheritdoc/>
    protected override int TileRows => TileLayout.TileRows(bits);

    /// <inheritdoc/>
    protected override int TilesTogether => Sums / (_lines * _digits);

    /// <inheritdoc/>
    protected override int EntriesTogether => 1;

    /// <inheritdoc/>
    protected override int ColumnBytes => TileLayout.GroupBytes(bits);

    /// <inheritdoc/>
    protected override int ValueShift => int.Log2(TileLayout.WordBytes);

    /// <inheritdoc/>
    protected override void Begin() => DigitVectors.SetMasks(A, bits);

    // rbp: the last tile.
    /// <inheritdoc/>
    protected override void BeginTiles(int tiles)
    {
        A.Address(Gpr.Rbp, new Memory(Gpr.Rdi, 0, Gpr.R9));
        A.Subtract(Gpr.Rbp, Gpr.Rdx);
    }

    /// <inheritdoc/>
    protected override void Multiply(int tiles)
    {
        A.Load32(Gpr.Rax, new Memory(Gpr.Rcx, 0, Gpr.R12, sizeof(int)));
        A.Broadcast(Input, new Memory(Gpr.R8, 0, Gpr.R12, TileLayout.WordBytes));
        A.Address(Gpr.R10, new Memory(Gpr.Rdi, 0, Gpr.Rax));
        A.Address(Gpr.R11, new Memory(Gpr.Rbp, 0, Gpr.Rax));
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int line = 0; line < _lines; line++)
            {
                Zmm weights = Temporary();
                A.Load(weights, Weights(tile, tiles, line * TileLayout.LineBytes));
                for (int digit = 0; digit < _digits; digit++)
                {
                    A.Dot(Digit(tile, line, digit), DigitVectors.Masked(A, bits, digit, weights, Temporary()), Input);
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void Arrange(int tile)
    {
        for (int line = 0; line < _lines; line++)
        {
            int of = line;
            DigitVectors.Separate(A, bits, digit => Digit(tile, of, digit));
        }
    }

    private Zmm Digit(int tile, int line, int digit) => Sum(tile, (line * _digits) + digit);

    private Zmm Temporary() => new(FirstTemporary + (_temporary++ % Temporaries));

    private static Memory Weights(int tile, int tiles, int offset) =>
        tile == tiles - 1 ? new Memory(Gpr.R11, offset)
        : tile == 0 ? new Memory(Gpr.R10, offset)
        : new Memory(Gpr.R10, offset, Gpr.Rdx, tile);
}
