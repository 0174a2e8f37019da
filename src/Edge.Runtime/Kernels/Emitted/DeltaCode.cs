namespace Edge.Runtime.Kernels.Emitted;

/// <summary>
/// What all delta kernels have in common: (weights, tiles, columns, entries, values, count, correction, sums) as for the shared kernels; the loops over
/// tiles and over listed inputs. Several tiles are computed side by side, so that offsets and values are read once for all; those that remain, by half
/// as many, and so on.
/// </summary>
internal abstract class DeltaCode(Assembler a)
{
    private static readonly Gpr[] Kept = [Gpr.Rbx, Gpr.Rbp, Gpr.R12, Gpr.R13];

    /// <summary>Every lane: what is added to each sum.</summary>
    protected static Zmm Correction => new(28);

    /// <summary>Receives the code.</summary>
    protected Assembler A { get; } = a;

    /// <summary>Rows of a tile.</summary>
    protected abstract int TileRows { get; }

    /// <summary>Tiles that are computed side by side: a power of 2.</summary>
    protected abstract int TilesTogether { get; }

    /// <summary>Listed entries that are multiplied together.</summary>
    protected abstract int EntriesTogether { get; }

    /// <summary>Bytes, a power of 2, that a column of the layout takes in a tile.</summary>
    protected abstract int ColumnBytes { get; }

    private int SumsPerTile => TileRows / TileLayout.LineWords;

    /// <summary>Writes the kernel.</summary>
    public void Write()
    {
        A.Save(Kept);

        Begin();

        // Arguments on the stack lie behind the return address.
        A.Load32(Gpr.Rax, new Memory(Gpr.Rsp, (Kept.Length + 1) * sizeof(long)));
        A.Broadcast(Correction, Gpr.Rax);
        A.Load(Gpr.Rbx, new Memory(Gpr.Rsp, (Kept.Length + 2) * sizeof(long)));
        A.Move32(Gpr.Rsi, Gpr.Rsi);
        A.Move32(Gpr.Rdx, Gpr.Rdx);
        A.ShiftLeft(Gpr.Rdx, int.Log2(ColumnBytes));
        CountFromEnd();
        for (int tiles = TilesTogether; tiles > 0; tiles /= 2)
        {
            Tiles(tiles);
        }

        A.ZeroUpper();
        A.Pop(Gpr.R9);
        A.Restore(Kept);
        A.Return();
    }

    /// <summary>Sets registers that stay; may use rax.</summary>
    protected abstract void Begin();

    /// <summary>log2 of the bytes of an entry's value.</summary>
    protected abstract int ValueShift { get; }

    /// <summary>Sets registers for the tiles from rdi on; r9 holds the bytes of as many.</summary>
    protected abstract void BeginTiles(int tiles);

    /// <summary>Multiplies the entries from r12 on, for tiles from rdi on. Entries end at rcx, values at r8; r12 is negative.</summary>
    protected abstract void Multiply(int tiles);

    /// <summary>Brings the sums of a tile to the order of its rows.</summary>
    protected abstract void Arrange(int tile);

    /// <summary>A register of sums of a tile; all begin with 0.</summary>
    protected Zmm Sum(int tile, int index) => new((tile * SumsPerTile) + index);

    // Entries and values are addressed from their ends, rcx and r8, by a negative index, r12, that starts at minus the count, on top of the stack.
    private void CountFromEnd()
    {
        A.Move32(Gpr.R9, Gpr.R9);
        A.Address(Gpr.Rcx, new Memory(Gpr.Rcx, 0, Gpr.R9, sizeof(int)));
        A.Address(Gpr.R8, new Memory(Gpr.R8, 0, Gpr.R9, 1 << ValueShift));
        A.Set32(Gpr.Rax, 0);
        A.Subtract(Gpr.Rax, Gpr.R9);
        A.Push(Gpr.Rax);
    }

    // As often as that many tiles are left. rdi: weights of the tiles, rsi: tiles left, rdx: bytes of a tile, r9: of as many tiles, rbx: sums.
    private void Tiles(int tiles)
    {
        A.Subtract(Gpr.Rsi, tiles);
        int few = A.JumpForward(Condition.Below);
        A.Move(Gpr.R9, Gpr.Rdx);
        for (int tile = 1; tile < tiles; tile++)
        {
            A.Add(Gpr.R9, Gpr.Rdx);
        }

        int again = A.Here;
        BeginTiles(tiles);
        for (int sum = 0; sum < tiles * SumsPerTile; sum++)
        {
            A.Clear(new Zmm(sum));
        }

        MultiplyAll(tiles);
        for (int tile = 0; tile < tiles; tile++)
        {
            Arrange(tile);
            for (int sum = 0; sum < SumsPerTile; sum++)
            {
                AddTo(new Memory(Gpr.Rbx, Sum(tile, sum).Number * TileLayout.LineBytes), Sum(tile, sum));
            }
        }

        A.Add(Gpr.Rdi, Gpr.R9);
        A.Add(Gpr.Rbx, tiles * TileRows * sizeof(int));
        A.Subtract(Gpr.Rsi, tiles);
        A.Jump(Condition.NotBelow, again);
        A.Land(few);
        A.Add(Gpr.Rsi, tiles);
    }

    private void MultiplyAll(int tiles)
    {
        A.Load(Gpr.R12, new Memory(Gpr.Rsp));
        A.Add(Gpr.R12, 0);
        int none = A.JumpForward(Condition.Zero);
        int loop = A.Align();
        Multiply(tiles);
        A.Add(Gpr.R12, EntriesTogether);
        A.Jump(Condition.NotZero, loop);
        A.Land(none);
    }

    private void AddTo(Memory target, Zmm sum)
    {
        A.Add(sum, sum, Correction);
        A.Add(sum, sum, target);
        A.Store(target, sum);
    }
}
