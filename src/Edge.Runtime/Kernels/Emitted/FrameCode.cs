namespace Edge.Runtime.Kernels.Emitted;

/// <summary>
/// Code of a one-frame kernel, all widths up to 8 bits: (weights, tiles, groups, inputs, correction, sums) as for the shared kernels. Sixteen sums are
/// under way, those of several groups of inputs apart, so that the latency of the dot product does not count.
/// </summary>
internal sealed class FrameCode
{
    private const int Sums = 16;
    private static readonly Zmm Correction = new(28);
    private static readonly Zmm Input = new(27);

    private readonly Assembler _a;
    private readonly int _bits;
    private readonly int _ahead;
    private readonly int _lines;
    private readonly int _digits;
    private readonly int _groupBytes;

    private FrameCode(Assembler a, int bits, int ahead)
    {
        (_a, _bits, _ahead) = (a, bits, ahead);
        _groupBytes = TileLayout.GroupBytes(bits);
        _lines = _groupBytes / TileLayout.LineBytes;
        _digits = TileLayout.RowsPerByte(bits);
    }

    private int PerGroup => _lines * _digits;

    private int Unrolled => Sums / PerGroup;

    /// <summary>Writes the kernel.</summary>
    /// <param name="a">Receives the code.</param>
    /// <param name="bits">2, 4 or 8.</param>
    /// <param name="ahead">Bytes between use and fetch of weights, or 0 to leave fetching to the processor.</param>
    public static void Write(Assembler a, int bits, int ahead) => new FrameCode(a, bits, ahead).Write();

    private void Write()
    {
        DigitVectors.SetMasks(_a, _bits);
        _a.Broadcast(Correction, Gpr.R8);
        int tile = _a.Here;
        for (int sum = 0; sum < Sums; sum++)
        {
            _a.Clear(new Zmm(sum));
        }

        _a.Move(Gpr.R10, Gpr.Rcx);
        _a.Move32(Gpr.R11, Gpr.Rdx);
        MultiplyGroups();
        Finish();
        _a.Add(Gpr.R9, TileLayout.TileRows(_bits) * sizeof(int));
        _a.Decrement(Gpr.Rsi);
        _a.Jump(Condition.NotZero, tile);
        _a.ZeroUpper();
        _a.Return();
    }

    // rdi: weights, r10: inputs, r11: groups left.
    private void MultiplyGroups()
    {
        _a.Subtract(Gpr.R11, Unrolled);
        int few = _a.JumpForward(Condition.Below);
        int loop = _a.Align();
        for (int group = 0; group < Unrolled; group++)
        {
            Group(group);
        }

        _a.Add(Gpr.Rdi, Unrolled * _groupBytes);
        _a.Add(Gpr.R10, Unrolled * TileLayout.WordBytes);
        _a.Subtract(Gpr.R11, Unrolled);
        _a.Jump(Condition.NotBelow, loop);
        _a.Land(few);
        _a.Add(Gpr.R11, Unrolled);
        int none = _a.JumpForward(Condition.Zero);
        int rest = _a.Here;
        Group(0);
        _a.Add(Gpr.Rdi, _groupBytes);
        _a.Add(Gpr.R10, TileLayout.WordBytes);
        _a.Decrement(Gpr.R11);
        _a.Jump(Condition.NotZero, rest);
        _a.Land(none);
    }

    private void Group(int group)
    {
        _a.Broadcast(Input, new Memory(Gpr.R10, group * TileLayout.WordBytes));
        for (int line = 0; line < _lines; line++)
        {
            int at = (group * _groupBytes) + (line * TileLayout.LineBytes);
            Zmm weights = new(Sums + (2 * line)), masked = new(Sums + (2 * line) + 1);
            if (_ahead > 0)
            {
                _a.Prefetch(new Memory(Gpr.Rdi, at + _ahead));
            }

            _a.Load(weights, new Memory(Gpr.Rdi, at));
            for (int digit = 0; digit < _digits; digit++)
            {
                _a.Dot(Sum(group, line, digit), DigitVectors.Masked(_a, _bits, digit, weights, masked), Input);
            }
        }
    }

    // Adds the groups' sums, separates the digits and writes the tile's rows.
    private void Finish()
    {
        for (int line = 0; line < _lines; line++)
        {
            for (int digit = 0; digit < _digits; digit++)
            {
                for (int group = 1; group < Unrolled; group++)
                {
                    _a.Add(Sum(0, line, digit), Sum(0, line, digit), Sum(group, line, digit));
                }
            }

            int of = line;
            DigitVectors.Separate(_a, _bits, digit => Sum(0, of, digit));
            for (int digit = 0; digit < _digits; digit++)
            {
                _a.Add(Sum(0, line, digit), Sum(0, line, digit), Correction);
                _a.Store(new Memory(Gpr.R9, ((line * _digits) + digit) * TileLayout.LineBytes), Sum(0, line, digit));
            }
        }
    }

    private Zmm Sum(int group, int line, int digit) => new((group * PerGroup) + (line * _digits) + digit);
}
