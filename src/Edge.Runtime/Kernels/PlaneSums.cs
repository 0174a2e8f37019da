using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Edge.Runtime.Kernels;

/// <summary>Puts the sums of planes of 16-bit inputs together: low + 256 high + 65536 carry.</summary>
internal static unsafe class PlaneSums
{
    /// <summary>Adds to 32-bit sums, wrapping.</summary>
    /// <param name="low">Sums of the low plane.</param>
    /// <param name="high">Sums of the high plane.</param>
    /// <param name="carry">Sums of the carry plane, or null.</param>
    /// <param name="count">A multiple of 64.</param>
    /// <param name="sums">Receives the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(int* low, int* high, int* carry, int count, int* sums)
    {
        for (int i = 0; i < count; i += Vector128<int>.Count)
        {
            Vector128<int> sum = Vector128.Load(sums + i) + Vector128.Load(low + i) + (Vector128.Load(high + i) << 8);
            sum += carry == null ? default : Vector128.Load(carry + i) << 16;
            sum.Store(sums + i);
        }
    }

    /// <summary>Adds to 64-bit sums; parameters as above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(int* low, int* high, int* carry, int count, long* sums)
    {
        for (int i = 0; i < count; i += Vector128<int>.Count)
        {
            (Vector128<long> lowA, Vector128<long> lowB) = Vector128.Widen(Vector128.Load(low + i));
            (Vector128<long> highA, Vector128<long> highB) = Vector128.Widen(Vector128.Load(high + i));
            (Vector128<long> carryA, Vector128<long> carryB) = carry == null ? default : Vector128.Widen(Vector128.Load(carry + i));
            (Vector128.Load(sums + i) + lowA + (highA << 8) + (carryA << 16)).Store(sums + i);
            (Vector128.Load(sums + i + 2) + lowB + (highB << 8) + (carryB << 16)).Store(sums + i + 2);
        }
    }
}
