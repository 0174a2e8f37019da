using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels.Emitted;

/// <summary>The emitted kernels of this process, written once into one stretch of memory.</summary>
internal static unsafe class EmittedCode
{
    // Measured (docs/kernels.md). Near 8-bit weights come at the rate of the second-level cache; asking for them only takes ports.
    private const int NearDistance = 512;
    private const int FarDistance = 1024;

    private static readonly int[] Widths = [8, 4, 2];
    private static readonly nint[] Entries = Make();

    private enum Kind
    {
        Frame,
        FarFrame,
        Block,
        Delta,
        Groups,
    }

    /// <summary>True when the processor has AVX512-VNNI and the system let the code in.</summary>
    public static bool IsLoaded => Entries.Length > 0;

    /// <summary>Kernel for one frame.</summary>
    public static delegate* unmanaged<byte*, int, int, sbyte*, int, int*, void> Frame(int bits, bool far) =>
        (delegate* unmanaged<byte*, int, int, sbyte*, int, int*, void>)Entry(bits, far ? Kind.FarFrame : Kind.Frame);

    /// <summary>Kernel for blocks of frames.</summary>
    public static delegate* unmanaged<byte*, int, int, sbyte*, int, int, int*, int*, void> Block(int bits) =>
        (delegate* unmanaged<byte*, int, int, sbyte*, int, int, int*, int*, void>)Entry(bits, Kind.Block);

    /// <summary>Kernel for listed inputs; its values are bytes for 4-bit lines and words for 8-bit lines.</summary>
    public static delegate* unmanaged<byte*, int, int, int*, void*, int, int, int*, void> Delta(int bits) =>
        (delegate* unmanaged<byte*, int, int, int*, void*, int, int, int*, void>)Entry(DeltaLayout.StoredBits(bits), Kind.Delta);

    /// <summary>Kernel for listed groups of inputs.</summary>
    public static delegate* unmanaged<byte*, int, int, int*, int*, int, int, int*, void> Groups(int bits) =>
        (delegate* unmanaged<byte*, int, int, int*, int*, int, int, int*, void>)Entry(bits, Kind.Groups);

    private static nint Entry(int bits, Kind kind) => Entries[Index(bits, kind)];

    private static int Index(int bits, Kind kind) => (Array.IndexOf(Widths, bits) * Enum.GetValues<Kind>().Length) + (int)kind;

    private static nint[] Make()
    {
        if (!X86Base.X64.IsSupported || !OperatingSystem.IsLinux() || !Avx512VnniProbe.Succeeds())
        {
            return [];
        }

        Assembler a = new();
        nint[] entries = new nint[Widths.Length * Enum.GetValues<Kind>().Length];
        foreach (int bits in Widths)
        {
            Write(a, bits, Kind.Frame, entries, () => FrameCode.Write(a, bits, bits == 8 ? 0 : NearDistance));
            Write(a, bits, Kind.FarFrame, entries, () => FrameCode.Write(a, bits, FarDistance));
            Write(a, bits, Kind.Block, entries, () => BlockCode.Write(a, bits));
            Write(a, bits, Kind.Groups, entries, new GroupDeltaCode(a, bits).Write);
        }

        Write(a, 8, Kind.Delta, entries, new DeltaCodeW8(a).Write);
        Write(a, 4, Kind.Delta, entries, new DeltaCodeW4(a).Write);
        byte* memory = ExecutableMemory.Load(a.Code);
        return memory == null ? [] : [.. entries.Select(offset => (nint)memory + offset)];
    }

    private static void Write(Assembler a, int bits, Kind kind, nint[] entries, Action write)
    {
        entries[Index(bits, kind)] = a.Align();
        write();
    }
}
