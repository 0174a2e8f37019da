namespace Edge.Runtime.Kernels.Emitted;

/// <summary>
/// What the two delta kernels have in common: (lines, tiles, columns, entries, values, count, correction, sums) as for the shared kernels; the loop over
/// tiles and over listed inputs, four at a time, whose lines in the next tile are fetched meanwhile.
/// </summary>
internal abstract class DeltaCode(Assembler a)
{
    /// <summary>Listed inputs that are multiplied together.</summary>
    protected const int Entries = 4;

    private const int Sums = 8;
    private const int FirstLine = 8;
    private static readonly Gpr[] Kept = [Gpr.Rbx, Gpr.Rbp, Gpr.R12, Gpr.R13, Gpr.R14];
    private static readonly Gpr[] Offsets = [Gpr.Rax, Gpr.R10, Gpr.R11, Gpr.R13];

    /// <summary>Every lane: what is added to each sum.</summary>
    protected static Zmm Correction => new(28);

    /// <summary>Receives the code.</summary>
    protected Assembler A { get; } = a;

    /// <summary>Rows of a tile.</summary>
    protected abstract int TileRows { get; }

    /// <summary>Writes the kernel.</summary>
    public void Write()
    {
        foreach (Gpr register in Kept)
        {
            A.Push(register);
        }

        // Arguments on the stack lie behind the return address.
        Begin();
        A.Load32(Gpr.Rax, new Memory(Gpr.Rsp, (Kept.Length + 1) * sizeof(long)));
        A.Broadcast(Correction, Gpr.Rax);
        A.Load(Gpr.Rbx, new Memory(Gpr.Rsp, (Kept.Length + 2) * sizeof(long)));
        A.Move32(Gpr.Rdx, Gpr.Rdx);
        A.ShiftLeft(Gpr.Rdx, int.Log2(TileLayout.LineBytes));
        A.Move32(Gpr.R9, Gpr.R9);
        Tiles();
        A.ZeroUpper();
        foreach (Gpr register in Kept.Reverse())
        {
            A.Pop(register);
        }

        A.Return();
    }

    /// <summary>Sets registers that stay; may use rax.</summary>
    protected abstract void Begin();

    /// <summary>Multiplies the four lines at <see cref="Line"/> with the values of the entries from r12 on.</summary>
    protected abstract void Multiply();

    /// <summary>Adds what the registers hold to the sums at rbx.</summary>
    protected abstract void Finish();

    /// <summary>The weights of a listed input.</summary>
    protected static Zmm Line(int entry) => new(FirstLine + entry);

    /// <summary>A register of sums, 0 to 7; all begin with 0.</summary>
    protected static Zmm Sum(int index) => new(index);

    /// <summary>A sum of the tile's rows from <paramref name="row"/> on = sums + register + correction.</summary>
    protected void AddTo(int row, Zmm sum)
    {
        Memory target = new(Gpr.Rbx, row * sizeof(int));
        A.Add(sum, sum, Correction);
        A.Add(sum, sum, target);
        A.Store(target, sum);
    }

    // rdi: lines of the tile, r14: of the next one, rsi: tiles left, rdx: bytes of a tile, rcx: entries, r8: values, r9: count, r12: entry.
    private void Tiles()
    {
        int tile = A.Here;
        for (int sum = 0; sum < Sums; sum++)
        {
            A.Clear(Sum(sum));
        }

        A.Address(Gpr.R14, new Memory(Gpr.Rdi, 0, Gpr.Rdx));
        A.Set32(Gpr.R12, 0);
        A.Compare(Gpr.R12, Gpr.R9);
        int none = A.JumpForward(Condition.NotBelow);
        int loop = A.Align();
        for (int entry = 0; entry < Entries; entry++)
        {
            A.Load32(Offsets[entry], new Memory(Gpr.Rcx, entry * sizeof(int), Gpr.R12, sizeof(int)));
            A.Load(Line(entry), new Memory(Gpr.Rdi, 0, Offsets[entry]));
            A.Prefetch(new Memory(Gpr.R14, 0, Offsets[entry]));
        }

        Multiply();
        A.Add(Gpr.R12, Entries);
        A.Compare(Gpr.R12, Gpr.R9);
        A.Jump(Condition.Below, loop);
        A.Land(none);
        Finish();
        A.Move(Gpr.Rdi, Gpr.R14);
        A.Add(Gpr.Rbx, TileRows * sizeof(int));
        A.Decrement(Gpr.Rsi);
        A.Jump(Condition.NotZero, tile);
    }
}
