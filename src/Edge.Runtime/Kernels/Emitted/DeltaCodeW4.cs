namespace Edge.Runtime.Kernels.Emitted;

/// <summary>
/// Delta kernel for 4-bit lines: the lines of four inputs are interleaved bytewise, so that each 32-bit lane holds a row's four bytes, and the digits
/// separated as in the dense kernel.
/// </summary>
internal sealed class DeltaCodeW4(Assembler a) : DeltaCode(a)
{
    private const int Bits = 4;
    private const int Vectors = 4;
    private static readonly Zmm Input = new(27);
    private static readonly Zmm Masked = new(26);

    /// <inheritdoc/>
    protected override int TileRows => DeltaLayout.TileRows(Bits);

    /// <inheritdoc/>
    protected override void Begin() => DigitVectors.SetMasks(A, Bits);

    /// <inheritdoc/>
    protected override void Multiply()
    {
        A.Broadcast(Input, new Memory(Gpr.R8, 0, Gpr.R12));
        (Zmm low01, Zmm high01, Zmm low23, Zmm high23) = (new(12), new(13), new(14), new(15));
        A.InterleaveLowBytes(low01, Line(0), Line(1));
        A.InterleaveLowBytes(low23, Line(2), Line(3));
        A.InterleaveHighBytes(high01, Line(0), Line(1));
        A.InterleaveHighBytes(high23, Line(2), Line(3));
        A.InterleaveLowPairs(Weights(0), low01, low23);
        A.InterleaveHighPairs(Weights(1), low01, low23);
        A.InterleaveLowPairs(Weights(2), high01, high23);
        A.InterleaveHighPairs(Weights(3), high01, high23);
        for (int vector = 0; vector < Vectors; vector++)
        {
            for (int digit = 0; digit < TileLayout.RowsPerByte(Bits); digit++)
            {
                A.Dot(Digit(vector, digit), DigitVectors.Masked(A, Bits, digit, Weights(vector), Masked), Input);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Finish()
    {
        for (int vector = 0; vector < Vectors; vector++)
        {
            int of = vector;
            DigitVectors.Separate(A, Bits, digit => Digit(of, digit));
            for (int digit = 0; digit < TileLayout.RowsPerByte(Bits); digit++)
            {
                AddTo((digit * DeltaLayout.LineRows) + (vector * TileLayout.LineWords), Digit(vector, digit));
            }
        }
    }

    private static Zmm Weights(int vector) => new(16 + vector);

    private static Zmm Digit(int vector, int digit) => Sum((vector * TileLayout.RowsPerByte(Bits)) + digit);
}
