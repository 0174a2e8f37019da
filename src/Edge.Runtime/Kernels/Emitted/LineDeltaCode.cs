namespace Edge.Runtime.Kernels.Emitted;

/// <summary>
/// Delta kernels for single inputs, in the delta layout: the lines of four listed inputs are multiplied together. Meanwhile the lines of the same inputs
/// in the tiles after these are fetched, which the processor would not guess.
/// </summary>
internal abstract class LineDeltaCode(Assembler a) : DeltaCode(a)
{
    private const int FirstLine = 16;
    private static readonly Gpr[] Offsets = [Gpr.Rax, Gpr.R10, Gpr.R11, Gpr.R13];
    private static readonly Gpr[] Bases = [Gpr.Rdi, Gpr.Rbp];

    /// <inheritdoc/>
    protected override int TilesTogether => Bases.Length;

    /// <inheritdoc/>
    protected override int EntriesTogether => Offsets.Length;

    /// <inheritdoc/>
    protected override int ColumnBytes => DeltaLayout.LineBytes;

    /// <summary>Reads the values of the entries.</summary>
    protected abstract void LoadValues();

    /// <summary>Multiplies four lines of a tile, in registers, with the values.</summary>
    protected abstract void MultiplyLines(int tile);

    /// <summary>The weights of a listed input.</summary>
    protected static Zmm Line(int entry) => new(FirstLine + entry);

    /// <inheritdoc/>
    protected override void BeginTiles(int tiles)
    {
        for (int tile = 1; tile < tiles; tile++)
        {
            A.Address(Bases[tile], new Memory(Bases[tile - 1], 0, Gpr.Rdx));
        }
    }

    /// <inheritdoc/>
    protected override void Multiply(int tiles)
    {
        for (int entry = 0; entry < Offsets.Length; entry++)
        {
            A.Load32(Offsets[entry], new Memory(Gpr.Rcx, entry * sizeof(int), Gpr.R12, sizeof(int)));
        }

        LoadValues();
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int entry = 0; entry < Offsets.Length; entry++)
            {
                A.Load(Line(entry), new Memory(Bases[tile], 0, Offsets[entry]));
            }

            MultiplyLines(tile);
        }

        foreach (Gpr offset in Offsets)
        {
            A.Add(offset, Gpr.R9);
            for (int tile = 0; tile < tiles; tile++)
            {
                A.Prefetch(new Memory(Bases[tile], 0, offset));
            }
        }
    }
}
