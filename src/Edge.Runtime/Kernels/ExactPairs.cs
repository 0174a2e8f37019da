using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Edge.Runtime.Kernels;

/// <summary>64-bit sums of 32-bit pair products in 512-bit vectors; <see cref="ILanes{TInt, TByte}.AddExact"/> is the same for narrower ones.</summary>
internal static unsafe class ExactPairs
{
    /// <summary>Adds exact sums, given as wrapped low sums and sums of the products' upper halves, to 64-bit sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Vector512<int> wrapped, Vector512<int> upper, long* target)
    {
        (Vector512<ulong> lowA, Vector512<ulong> lowB) = Vector512.Widen((wrapped - (upper << 16)).AsUInt32());
        (Vector512<long> highA, Vector512<long> highB) = Vector512.Widen(upper);
        (Vector512.Load(target) + (highA << 16) + lowA.AsInt64()).Store(target);
        (Vector512.Load(target + 8) + (highB << 16) + lowB.AsInt64()).Store(target + 8);
    }
}
