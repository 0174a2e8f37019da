namespace Edge.Runtime.Kernels.Emitted;

/// <summary>
/// Code of a one-frame kernel, all widths up to 8 bits: (weights, tiles, groups, inputs, correction, sums) as for the shared kernels. As many tiles are
/// computed side by side as fill sixteen registers with sums: that hides the latency of the dot product, and an input is read once for all of them. The
/// tiles that remain are computed by half as many, and so on.
/// </summary>
internal sealed class FrameCode
{
    private const int Sums = 16;
    private const int FirstWeights = Sums;
    private const int Temporaries = 10;
    private static readonly Zmm Input = new(27);
    private static readonly Zmm Correction = new(28);

    private readonly Assembler _a;
    private readonly int _bits;
    private readonly int _ahead;
    private readonly int _lines;
    private readonly int _digits;
    private readonly int _groupBytes;
    private int _temporary;

    private FrameCode(Assembler a, int bits, int ahead)
    {
        (_a, _bits, _ahead) = (a, bits, ahead);
        _groupBytes = TileLayout.GroupBytes(bits);
        _lines = _groupBytes / TileLayout.LineBytes;
        _digits = TileLayout.RowsPerByte(bits);
    }

    /// <summary>Writes the kernel.</summary>
    /// <param name="a">Receives the code.</param>
    /// <param name="bits">2, 4 or 8.</param>
    /// <param name="ahead">Bytes between use and fetch of weights, or 0 to leave fetching to the processor.</param>
    public static void Write(Assembler a, int bits, int ahead) => new FrameCode(a, bits, ahead).Write();

    // rdi: weights, rsi: tiles left, rdx: groups, rcx: inputs, r9: sums, rax: bytes of a tile.
    private void Write()
    {
        _a.Push(Gpr.Rbx);
        DigitVectors.SetMasks(_a, _bits);
        _a.Broadcast(Correction, Gpr.R8);
        _a.Move32(Gpr.Rsi, Gpr.Rsi);
        _a.Move32(Gpr.Rdx, Gpr.Rdx);
        _a.Move(Gpr.Rax, Gpr.Rdx);
        _a.ShiftLeft(Gpr.Rax, int.Log2(_groupBytes));
        for (int tiles = Sums / (_lines * _digits); tiles > 0; tiles /= 2)
        {
            Tiles(tiles);
        }

        _a.ZeroUpper();
        _a.Pop(Gpr.Rbx);
        _a.Return();
    }

    // As often as that many tiles are left.
    private void Tiles(int tiles)
    {
        _a.Subtract(Gpr.Rsi, tiles);
        int few = _a.JumpForward(Condition.Below);
        int again = _a.Here;
        for (int sum = 0; sum < tiles * _lines * _digits; sum++)
        {
            _a.Clear(new Zmm(sum));
        }

        Groups(tiles);
        Finish(tiles);
        _a.Move(Gpr.Rdi, Gpr.Rbx);
        _a.Add(Gpr.R9, tiles * TileLayout.TileRows(_bits) * sizeof(int));
        _a.Subtract(Gpr.Rsi, tiles);
        _a.Jump(Condition.NotBelow, again);
        _a.Land(few);
        _a.Add(Gpr.Rsi, tiles);
    }

    // rdi: weights of the first tile, rbx: of the last, r10: inputs, r11: groups left.
    private void Groups(int tiles)
    {
        _a.Move(Gpr.Rbx, Gpr.Rdi);
        for (int tile = 1; tile < tiles; tile++)
        {
            _a.Add(Gpr.Rbx, Gpr.Rax);
        }

        _a.Move(Gpr.R10, Gpr.Rcx);
        _a.Move(Gpr.R11, Gpr.Rdx);
        int loop = _a.Align();
        _a.Broadcast(Input, new Memory(Gpr.R10));
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int line = 0; line < _lines; line++)
            {
                Line(tile, tiles, line);
            }
        }

        _a.Add(Gpr.Rdi, _groupBytes);
        _a.Add(Gpr.Rbx, _groupBytes);
        _a.Add(Gpr.R10, TileLayout.WordBytes);
        _a.Decrement(Gpr.R11);
        _a.Jump(Condition.NotZero, loop);
    }

    private void Line(int tile, int tiles, int line)
    {
        int at = line * TileLayout.LineBytes;
        if (_ahead > 0)
        {
            _a.Prefetch(Weights(tile, tiles, at + _ahead));
        }

        Zmm weights = Temporary();
        _a.Load(weights, Weights(tile, tiles, at));
        for (int digit = 0; digit < _digits; digit++)
        {
            _a.Dot(Sum(tile, line, digit), DigitVectors.Masked(_a, _bits, digit, weights, Temporary()), Input);
        }
    }

    // Separates the digits and writes the rows of the tiles.
    private void Finish(int tiles)
    {
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int line = 0; line < _lines; line++)
            {
                (int t, int l) = (tile, line);
                DigitVectors.Separate(_a, _bits, digit => Sum(t, l, digit));
                for (int digit = 0; digit < _digits; digit++)
                {
                    Zmm sum = Sum(tile, line, digit);
                    _a.Add(sum, sum, Correction);
                    _a.Store(new Memory(Gpr.R9, sum.Number * TileLayout.LineBytes), sum);
                }
            }
        }
    }

    // The sums' order is that of the rows.
    private Zmm Sum(int tile, int line, int digit) => new((((tile * _lines) + line) * _digits) + digit);

    private Zmm Temporary() => new(FirstWeights + (_temporary++ % Temporaries));

    private static Memory Weights(int tile, int tiles, int offset) =>
        tile == tiles - 1 ? new Memory(Gpr.Rbx, offset)
        : tile == 0 ? new Memory(Gpr.Rdi, offset)
        : new Memory(Gpr.Rdi, offset, Gpr.Rax, tile);
}
