using Edge.Runtime.Kernels;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Features;

/// <summary>
/// log2(1 + i / 1024) for i = 0..1024 with <see cref="FractionBits"/> fraction bits: the logarithm of a float's mantissa.
/// </summary>
internal static unsafe class LogTable
{
    /// <summary>Mantissa bits that choose a point.</summary>
    public const int IndexBits = 10;

    /// <summary>Mantissa bits between two points.</summary>
    public const int RestBits = 23 - IndexBits;

    /// <summary>Fraction bits of a point.</summary>
    public const int FractionBits = 15;

    /// <summary>Number of points.</summary>
    public const int Points = (1 << IndexBits) + 1;

    private static readonly AlignedBuffer<ushort> Memory = Build();

    /// <summary>The table, on a cache line boundary.</summary>
    public static ushort* Pointer => Memory.Pointer;

    /// <summary>Writes the table to <see cref="Points"/> values.</summary>
    public static void Fill(ushort* table)
    {
        for (int i = 0; i < Points; i++)
        {
            table[i] = (ushort)Rounding.Nearest(ExactMath.Log2(1 + ((double)i / (1 << IndexBits))) * (1 << FractionBits));
        }
    }

    private static AlignedBuffer<ushort> Build()
    {
        AlignedBuffer<ushort> memory = new(Points);
        Fill(memory.Pointer);
        return memory;
    }
}
