using Edge.Runtime.Kernels;

namespace Edge.Runtime.Numerics;

/// <summary>
/// The table of <see cref="GateSigmoid"/> in the forms vector code reads. It uses that the table is symmetric: with
/// q = min(|x|, <see cref="LargestMagnitude"/>), i = q / 16 and r = q mod 16, the smaller of gate and 1 - gate is
/// (t[i] - s[i] r / 16) / 2, rounded so that the gate itself rounds halves up. t falls from 2^15 to 0; s[i] = t[i] - t[i + 1].
/// </summary>
internal static unsafe class GateTable
{
    /// <summary>Bits of a step between table points.</summary>
    public const int StepBits = 4;

    /// <summary>Table points that differ from 0 in <c>t</c>, in whole blocks of 64.</summary>
    public const int Entries = 6 * Block;

    /// <summary>Pre-activations of this magnitude and above have fully open or shut gates.</summary>
    public const short LargestMagnitude = (Entries << StepBits) - 1;

    /// <summary>Bytes of a plane that one byte permutation looks up.</summary>
    public const int Block = 64;

    /// <summary>Offset of the low bytes of t: six blocks. Before them stand <see cref="Entries"/> int32 of t + s * 2^16.</summary>
    public const int ValueLow = Entries * sizeof(int);

    /// <summary>Offset of the high bytes of t: three blocks, beyond which they are 0.</summary>
    public const int ValueHigh = ValueLow + (6 * Block);

    /// <summary>Offset of the low bytes of s: six blocks.</summary>
    public const int SlopeLow = ValueHigh + (3 * Block);

    /// <summary>Offset of the high bytes of s: one block, beyond which they are 0.</summary>
    public const int SlopeHigh = SlopeLow + (6 * Block);

    /// <summary>Bytes of the whole table.</summary>
    public const int Size = SlopeHigh + Block;

    private static readonly AlignedBuffer<byte> Memory = Build();

    /// <summary>The table, on a cache line boundary.</summary>
    public static byte* Pointer => Memory.Pointer;

    /// <summary>Writes the table to <see cref="Size"/> zeroed bytes.</summary>
    public static void Fill(byte* table)
    {
        for (int i = 0; i < Entries; i++)
        {
            int value = GateSigmoid.Point(-i), slope = value - GateSigmoid.Point(-i - 1);
            ((int*)table)[i] = value | (slope << 16);
            table[ValueLow + i] = (byte)value;
            table[SlopeLow + i] = (byte)slope;
            if (i < SlopeLow - ValueHigh)
            {
                table[ValueHigh + i] = (byte)(value >> 8);
            }

            if (i < Size - SlopeHigh)
            {
                table[SlopeHigh + i] = (byte)(slope >> 8);
            }
        }
    }

    private static AlignedBuffer<byte> Build()
    {
        AlignedBuffer<byte> memory = new(Size);
        Fill(memory.Pointer);
        return memory;
    }
}
