using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>What the AVX-512 kernels for 2 and 4-bit weights have in common.</summary>
internal static unsafe class DotAvx512
{
    /// <summary>
    /// Groups of four inputs that may be added in 16 bits before they are widened: each adds at most 2 * 15 * 128 = 3840 in magnitude to a lane.
    /// </summary>
    public const int NarrowDepth = 8;

    // An affine map over the bits of a byte that moves the high half down and clears the rest.
    private const ulong ShiftRight4 = 0x1020408000000000;

    /// <summary>Every byte shifted right by 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> HighHalves(Vector512<byte> value)
    {
#if NET10_0_OR_GREATER
        if (Gfni.V512.IsSupported)
        {
            return Gfni.V512.GaloisFieldAffineTransform(value, Vector512.Create(ShiftRight4).AsByte(), 0);
        }
#endif
        return (value.AsUInt16() >>> 4).AsByte() & Vector512.Create((byte)15);
    }

    /// <summary>Adds neighbouring 16-bit sums to 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Widen(Vector512<short> sums) => Avx512BW.MultiplyAddAdjacent(sums, Vector512.Create((short)1));

    /// <summary>Sets the sums of 64 rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Start(int* sums, int value)
    {
        Vector512<int> start = Vector512.Create(value);
        start.Store(sums);
        start.Store(sums + 16);
        start.Store(sums + 32);
        start.Store(sums + 48);
    }

    /// <summary>Adds the 16-bit sums of 64 rows to their 32-bit sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Flush(int* sums, Vector512<short> a, Vector512<short> b, Vector512<short> c, Vector512<short> d)
    {
        (Vector512.Load(sums) + Widen(a)).Store(sums);
        (Vector512.Load(sums + 16) + Widen(b)).Store(sums + 16);
        (Vector512.Load(sums + 32) + Widen(c)).Store(sums + 32);
        (Vector512.Load(sums + 48) + Widen(d)).Store(sums + 48);
    }
}
