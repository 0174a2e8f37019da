namespace Edge.Runtime.Kernels.Emitted;

/// <summary>
/// Delta kernel for 4-bit lines: the lines of four inputs are interleaved bytewise, so that each 32-bit lane holds a row's four bytes, and the digits
/// separated as in the dense kernel.
/// </summary>
internal sealed class DeltaCodeW4(Assembler a) : LineDeltaCode(a)
{
    private const int Bits = 4;
    private const int Vectors = 4;
    private static readonly Zmm Masked = new(24);
    private static readonly Zmm Input = new(25);

    /// <inheritdoc/>
    protected override int TileRows => DeltaLayout.TileRows(Bits);

    /// <inheritdoc/>
    protected override int ValueShift => 0;

    /// <inheritdoc/>
    protected override void Begin() => DigitVectors.SetMasks(A, Bits);

    /// <inheritdoc/>
    protected override void LoadValues() => A.Broadcast(Input, new Memory(Gpr.R8, 0, Gpr.R12));

    /// <inheritdoc/>
    protected override void MultiplyLines(int tile)
    {
        (Zmm low01, Zmm high01, Zmm low23, Zmm high23) = (new(20), new(21), new(22), new(23));
        A.InterleaveLowBytes(low01, Line(0), Line(1));
        A.InterleaveLowBytes(low23, Line(2), Line(3));
        A.InterleaveHighBytes(high01, Line(0), Line(1));
        A.InterleaveHighBytes(high23, Line(2), Line(3));

        // The lines have been read: their registers take the interleaved vectors.
        A.InterleaveLowPairs(Line(0), low01, low23);
        A.InterleaveHighPairs(Line(1), low01, low23);
        A.InterleaveLowPairs(Line(2), high01, high23);
        A.InterleaveHighPairs(Line(3), high01, high23);
        for (int vector = 0; vector < Vectors; vector++)
        {
            for (int digit = 0; digit < TileLayout.RowsPerByte(Bits); digit++)
            {
                A.Dot(Digit(tile, vector, digit), DigitVectors.Masked(A, Bits, digit, Line(vector), Masked), Input);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Arrange(int tile)
    {
        for (int vector = 0; vector < Vectors; vector++)
        {
            int of = vector;
            DigitVectors.Separate(A, Bits, digit => Digit(tile, of, digit));
        }
    }

    private Zmm Digit(int tile, int vector, int digit) => Sum(tile, (digit * Vectors) + vector);
}
