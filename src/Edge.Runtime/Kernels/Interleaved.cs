using System.Runtime.CompilerServices;

namespace Edge.Runtime.Kernels;

/// <summary>Four lines of the delta layout, interleaved bytewise.</summary>
internal static unsafe class Interleaved<TLanes, TInt, TByte>
    where TLanes : ILanes<TInt, TByte>
{
    /// <summary>Reads a vector of each line; the k-th result holds, per 32-bit lane, one row's bytes of the four lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(byte* p0, byte* p1, byte* p2, byte* p3, out TByte w0, out TByte w1, out TByte w2, out TByte w3)
    {
        TByte l0 = TLanes.Load(p0), l1 = TLanes.Load(p1), l2 = TLanes.Load(p2), l3 = TLanes.Load(p3);
        TByte low01 = TLanes.InterleaveLowBytes(l0, l1), high01 = TLanes.InterleaveHighBytes(l0, l1);
        TByte low23 = TLanes.InterleaveLowBytes(l2, l3), high23 = TLanes.InterleaveHighBytes(l2, l3);
        w0 = TLanes.InterleaveLowPairs(low01, low23);
        w1 = TLanes.InterleaveHighPairs(low01, low23);
        w2 = TLanes.InterleaveLowPairs(high01, high23);
        w3 = TLanes.InterleaveHighPairs(high01, high23);
    }
}
