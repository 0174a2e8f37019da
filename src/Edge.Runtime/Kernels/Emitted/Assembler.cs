using System.Buffers.Binary;

namespace Edge.Runtime.Kernels.Emitted;

/// <summary>
/// Writes x86-64 machine code: exactly the instructions that the emitted kernels need. Encodings: Intel 64 and IA-32 Architectures
/// Software Developer's Manual, volume 2. This part holds the bytes and operand forms; the instructions are in the other parts.
/// </summary>
internal sealed partial class Assembler
{
    private const int LoopAlignment = 64;

    // Recommended no-operations of 1 to 9 bytes (SDM volume 2, NOP).
    private static readonly byte[][] Fillers =
    [
        [0x90],
        [0x66, 0x90],
        [0x0F, 0x1F, 0x00],
        [0x0F, 0x1F, 0x40, 0x00],
        [0x0F, 0x1F, 0x44, 0x00, 0x00],
        [0x66, 0x0F, 0x1F, 0x44, 0x00, 0x00],
        [0x0F, 0x1F, 0x80, 0x00, 0x00, 0x00, 0x00],
        [0x0F, 0x1F, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00],
        [0x66, 0x0F, 0x1F, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00],
    ];

    private readonly List<byte> _code = [];

    /// <summary>The code so far.</summary>
    public ReadOnlySpan<byte> Code => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_code);

    /// <summary>Where the next instruction will stand.</summary>
    public int Here => _code.Count;

    /// <summary>Fills up with no-operations to a cache line, so that a loop starts on one.</summary>
    /// <returns>Where the next instruction will stand.</returns>
    public int Align()
    {
        for (int missing = -_code.Count & (LoopAlignment - 1); missing > 0;)
        {
            byte[] filler = Fillers[Math.Min(missing, Fillers.Length) - 1];
            _code.AddRange(filler);
            missing -= filler.Length;
        }

        return Here;
    }

    private void Bytes(params ReadOnlySpan<byte> bytes) => _code.AddRange(bytes);

    private void Int32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _code.AddRange(bytes);
    }

    // Operand bytes for a register.
    private void ModRm(int reg, int register) => Bytes((byte)(0xC0 | ((reg & 7) << 3) | (register & 7)));

    // Operand bytes for memory. A displacement that is a multiple of unit and small enough takes one byte.
    private void ModRm(int reg, Memory memory, int unit)
    {
        int displacement = memory.Displacement, low = (int)memory.Base & 7;
        bool small = displacement % unit == 0 && displacement / unit is >= sbyte.MinValue and <= sbyte.MaxValue;
        int mode = displacement == 0 && low != 5 ? 0 : small ? 1 : 2;
        bool indexed = memory.Index is not null || low == 4;
        Bytes((byte)((mode << 6) | ((reg & 7) << 3) | (indexed ? 4 : low)));
        if (indexed)
        {
            // Number 4 as index means that there is none.
            int index = memory.Index is { } register ? (int)register & 7 : 4;
            Bytes((byte)((int.Log2(memory.Scale) << 6) | (index << 3) | low));
        }

        if (mode == 1)
        {
            Bytes((byte)(displacement / unit));
        }
        else if (mode == 2)
        {
            Int32(displacement);
        }
    }

    private static int High(Gpr? register) => register is { } r ? (int)r >> 3 : 0;
}
