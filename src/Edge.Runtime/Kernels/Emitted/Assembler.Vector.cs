namespace Edge.Runtime.Kernels.Emitted;

/// <content>AVX-512 instructions on whole 512-bit registers, without masks.</content>
internal sealed partial class Assembler
{
    private const int VectorUnit = 64;
    private const int WordUnit = 4;
    private const int Map0F = 1;
    private const int Map0F38 = 2;
    private const int Prefix66 = 1;
    private const int PrefixF3 = 2;
    private const int Length512 = 0x40;

    /// <summary>target = 64 bytes of memory.</summary>
    public void Load(Zmm target, Memory source) => Vector(PrefixF3, Map0F, 0x6F, target.Number, default, source);

    /// <summary>target = source.</summary>
    public void Move(Zmm target, Zmm source) => Vector(PrefixF3, Map0F, 0x6F, target.Number, default, source);

    /// <summary>64 bytes of memory = source.</summary>
    public void Store(Memory target, Zmm source) => Vector(PrefixF3, Map0F, 0x7F, source.Number, default, target);

    /// <summary>Every 32-bit lane = 4 bytes of memory.</summary>
    public void Broadcast(Zmm target, Memory word) => Vector(Prefix66, Map0F38, 0x58, target.Number, default, word, WordUnit);

    /// <summary>Every 32-bit lane = the lower half of a general register.</summary>
    public void Broadcast(Zmm target, Gpr source) => Vector(Prefix66, Map0F38, 0x7C, target.Number, default, new Zmm((int)source));

    /// <summary>All bits 0.</summary>
    public void Clear(Zmm target) => Vector(Prefix66, Map0F, 0xEF, target.Number, target, target);

    /// <summary>Bitwise and.</summary>
    public void And(Zmm target, Zmm left, Zmm right) => Vector(Prefix66, Map0F, 0xDB, target.Number, left, right);

    /// <summary>32-bit lanes added, wrapping.</summary>
    public void Add(Zmm target, Zmm left, Zmm right) => Vector(Prefix66, Map0F, 0xFE, target.Number, left, right);

    /// <summary>32-bit lanes added to those of memory, wrapping.</summary>
    public void Add(Zmm target, Zmm left, Memory right) => Vector(Prefix66, Map0F, 0xFE, target.Number, left, right);

    /// <summary>32-bit lanes: left - right, wrapping.</summary>
    public void Subtract(Zmm target, Zmm left, Zmm right) => Vector(Prefix66, Map0F, 0xFA, target.Number, left, right);

    /// <summary>32-bit lanes divided by 2^count, rounded down.</summary>
    public void ShiftRight(Zmm target, Zmm source, int count)
    {
        Vector(Prefix66, Map0F, 0x72, 4, target, source);
        Bytes((byte)count);
    }

    /// <summary>Per 32-bit lane: four unsigned bytes of <paramref name="weights"/> times four signed ones, added to the lane, wrapping.</summary>
    public void Dot(Zmm sum, Zmm weights, Zmm inputs) => Vector(Prefix66, Map0F38, 0x50, sum.Number, weights, inputs);

    /// <summary>Bytes of the lower halves of the 128-bit lanes, alternating.</summary>
    public void InterleaveLowBytes(Zmm target, Zmm first, Zmm second) => Vector(Prefix66, Map0F, 0x60, target.Number, first, second);

    /// <summary>Bytes of the upper halves of the 128-bit lanes, alternating.</summary>
    public void InterleaveHighBytes(Zmm target, Zmm first, Zmm second) => Vector(Prefix66, Map0F, 0x68, target.Number, first, second);

    /// <summary>16-bit units of the lower halves of the 128-bit lanes, alternating.</summary>
    public void InterleaveLowPairs(Zmm target, Zmm first, Zmm second) => Vector(Prefix66, Map0F, 0x61, target.Number, first, second);

    /// <summary>16-bit units of the upper halves of the 128-bit lanes, alternating.</summary>
    public void InterleaveHighPairs(Zmm target, Zmm first, Zmm second) => Vector(Prefix66, Map0F, 0x69, target.Number, first, second);

    /// <summary>32-bit units of the lower halves of the 128-bit lanes, alternating.</summary>
    public void InterleaveLowWords(Zmm target, Zmm first, Zmm second) => Vector(Prefix66, Map0F, 0x62, target.Number, first, second);

    /// <summary>32-bit units of the upper halves of the 128-bit lanes, alternating.</summary>
    public void InterleaveHighWords(Zmm target, Zmm first, Zmm second) => Vector(Prefix66, Map0F, 0x6A, target.Number, first, second);

    /// <summary>Clears the upper parts of the vector registers, which older vector code of the caller wants.</summary>
    public void ZeroUpper() => Bytes(0xC5, 0xF8, 0x77);

    private void Vector(int prefix, int map, byte opcode, int reg, Zmm second, Zmm third)
    {
        Evex(prefix, map, reg, second, third.Number >> 4, third.Number >> 3);
        Bytes(opcode);
        ModRm(reg, third.Number);
    }

    private void Vector(int prefix, int map, byte opcode, int reg, Zmm second, Memory third, int unit = VectorUnit)
    {
        Evex(prefix, map, reg, second, High(third.Index), High(third.Base));
        Bytes(opcode);
        ModRm(reg, third, unit);
    }

    // Register numbers are split over prefix and operand bytes; the prefix holds their upper bits inverted.
    private void Evex(int prefix, int map, int reg, Zmm second, int x, int b)
    {
        int inverted = ((~reg >> 3) & 1) << 7 | (~x & 1) << 6 | (~b & 1) << 5 | ((~reg >> 4) & 1) << 4;
        Bytes(
            0x62,
            (byte)(inverted | map),
            (byte)(((~second.Number & 15) << 3) | 4 | prefix),
            (byte)(Length512 | (((~second.Number >> 4) & 1) << 3)));
    }
}
