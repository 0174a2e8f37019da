namespace Edge.Runtime.Kernels.Emitted;

/// <summary>
/// Code of a kernel for blocks of frames, all widths up to 8 bits: (weights, tiles, groups, inputs, length, frames, corrections, sums) as for the shared kernels.
/// 64 rows by four frames stay in sixteen registers, so a weight vector is unpacked once and used four times. All frames
/// pass over a tile before the next one begins: the first-level cache then holds its weights.
/// </summary>
internal sealed class BlockCode
{
    private const int Frames = InputPlanes.BlockFrames;
    private const int Vectors = 4;
    private const int FirstInput = 24;
    private const int FirstWeights = 16;
    private const int CorrectionsOnStack = 7 * sizeof(long);
    private const int SumsOnStack = CorrectionsOnStack + sizeof(long);
    private static readonly Gpr[] Kept = [Gpr.Rbx, Gpr.Rbp, Gpr.R12, Gpr.R13, Gpr.R14, Gpr.R15];

    private readonly Assembler _a;
    private readonly int _bits;
    private readonly int _digits;
    private readonly int _lines;
    private readonly int _groupBytes;

    private BlockCode(Assembler a, int bits)
    {
        (_a, _bits) = (a, bits);
        _groupBytes = TileLayout.GroupBytes(bits);
        _digits = TileLayout.RowsPerByte(bits);
        _lines = Vectors / _digits;
    }

    // Bytes of a group that four vectors of rows come from.
    private int StripBytes => _lines * TileLayout.LineBytes;

    /// <summary>Writes the kernel.</summary>
    public static void Write(Assembler a, int bits) => new BlockCode(a, bits).Write();

    // rdi: weights of the tile, rsi: tiles left, rdx: 4 * groups, rcx: inputs, r8: length, r9: 3 * length, top of the stack: frames,
    // rbp: sums of the tile, rbx: bytes of a frame's sums, r15: bytes of a tile.
    private void Write()
    {
        _a.Save(Kept);

        _a.Load(Gpr.Rbp, new Memory(Gpr.Rsp, SumsOnStack));
        _a.Push(Gpr.R9);
        DigitVectors.SetMasks(_a, _bits);
        _a.Move32(Gpr.Rsi, Gpr.Rsi);
        _a.Move32(Gpr.Rdx, Gpr.Rdx);
        _a.Move(Gpr.Rbx, Gpr.Rsi);
        _a.ShiftLeft(Gpr.Rbx, int.Log2(TileLayout.TileRows(_bits) * sizeof(int)));
        _a.Move(Gpr.R15, Gpr.Rdx);
        _a.ShiftLeft(Gpr.R15, int.Log2(_groupBytes));
        _a.ShiftLeft(Gpr.Rdx, int.Log2(TileLayout.WordBytes));
        _a.Move32(Gpr.R8, Gpr.R8);
        _a.Address(Gpr.R9, new Memory(Gpr.R8, 0, Gpr.R8, 2));
        int tile = _a.Here;
        for (int strip = 0; strip < _groupBytes; strip += StripBytes)
        {
            Strip(strip);
        }

        _a.Add(Gpr.Rdi, Gpr.R15);
        _a.Add(Gpr.Rbp, TileLayout.TileRows(_bits) * sizeof(int));
        _a.Decrement(Gpr.Rsi);
        _a.Jump(Condition.NotZero, tile);
        _a.ZeroUpper();
        _a.Pop(Gpr.R9);
        _a.Restore(Kept);
        _a.Return();
    }

    // r12: inputs, r13: corrections, r14: frames left, r11: sums.
    private void Strip(int strip)
    {
        _a.Move(Gpr.R12, Gpr.Rcx);
        _a.Load(Gpr.R13, new Memory(Gpr.Rsp, CorrectionsOnStack + sizeof(long)));
        _a.Load32(Gpr.R14, new Memory(Gpr.Rsp));
        _a.Address(Gpr.R11, new Memory(Gpr.Rbp, TileLayout.RowOfByte(_bits, strip) * sizeof(int)));
        int block = _a.Here;
        for (int sum = 0; sum < Vectors * Frames; sum++)
        {
            _a.Clear(new Zmm(sum));
        }

        _a.Address(Gpr.Rax, new Memory(Gpr.Rdi, strip));
        _a.Move(Gpr.R10, Gpr.Rdx);
        int loop = _a.Align();
        Group();
        _a.Add(Gpr.Rax, _groupBytes);
        _a.Add(Gpr.R12, TileLayout.WordBytes);
        _a.Subtract(Gpr.R10, TileLayout.WordBytes);
        _a.Jump(Condition.NotZero, loop);
        Finish();
        _a.Subtract(Gpr.R12, Gpr.Rdx);
        _a.Address(Gpr.R12, new Memory(Gpr.R12, 0, Gpr.R8, Frames));
        _a.Address(Gpr.R11, new Memory(Gpr.R11, 0, Gpr.Rbx, Frames));
        _a.Add(Gpr.R13, Frames * sizeof(int));
        _a.Subtract(Gpr.R14, Frames);
        _a.Jump(Condition.NotZero, block);
    }

    private void Group()
    {
        for (int line = 0; line < _lines; line++)
        {
            _a.Load(Weights(line), new Memory(Gpr.Rax, line * TileLayout.LineBytes));
        }

        for (int frame = 0; frame < Frames; frame++)
        {
            _a.Broadcast(Input(frame), Frame(Gpr.R12, 0, frame, Gpr.R8, Gpr.R9));
        }

        for (int vector = 0; vector < Vectors; vector++)
        {
            Zmm masked = new(FirstWeights + Vectors + vector);
            Zmm weights = DigitVectors.Masked(_a, _bits, vector % _digits, Weights(vector / _digits), masked);
            for (int frame = 0; frame < Frames; frame++)
            {
                _a.Dot(Sum(vector, frame), weights, Input(frame));
            }
        }
    }

    private void Finish()
    {
        _a.Address(Gpr.Rax, new Memory(Gpr.Rbx, 0, Gpr.Rbx, 2));
        for (int frame = 0; frame < Frames; frame++)
        {
            _a.Broadcast(Input(frame), new Memory(Gpr.R13, frame * sizeof(int)));
            for (int line = 0; line < _lines; line++)
            {
                (int first, int of) = (line * _digits, frame);
                DigitVectors.Separate(_a, _bits, digit => Sum(first + digit, of));
            }

            for (int vector = 0; vector < Vectors; vector++)
            {
                _a.Add(Sum(vector, frame), Sum(vector, frame), Input(frame));
                _a.Store(Frame(Gpr.R11, vector * TileLayout.LineBytes, frame, Gpr.Rbx, Gpr.Rax), Sum(vector, frame));
            }
        }
    }

    // Memory of one of four frames: registers hold the distance between frames and three times as much.
    private static Memory Frame(Gpr first, int offset, int frame, Gpr distance, Gpr threefold) => frame switch
    {
        0 => new Memory(first, offset),
        3 => new Memory(first, offset, threefold),
        _ => new Memory(first, offset, distance, frame),
    };

    private static Zmm Sum(int vector, int frame) => new((vector * Frames) + frame);

    private static Zmm Weights(int line) => new(FirstWeights + line);

    private static Zmm Input(int frame) => new(FirstInput + frame);
}
