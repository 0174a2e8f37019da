using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>256-bit vectors on x86 with AVX2.</summary>
internal readonly unsafe struct LanesVector256 : ILanes<Vector256<int>, Vector256<byte>>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Bytes => 32;

    [MethodImpl(Inline)]
    public static Vector256<byte> Load(byte* source) => Vector256.Load(source);

    [MethodImpl(Inline)]
    public static Vector256<byte> And(Vector256<byte> value, byte mask) => value & Vector256.Create(mask);

    [MethodImpl(Inline)]
    public static Vector256<byte> HighHalves(Vector256<byte> value) => value >>> 4;

    [MethodImpl(Inline)]
    public static Vector256<byte> ShiftRight2(Vector256<byte> value) => value >>> 2;

    [MethodImpl(Inline)]
    public static Vector256<byte> ShiftRight6(Vector256<byte> value) => value >>> 6;

    [MethodImpl(Inline)]
    public static Vector256<byte> InterleaveLowBytes(Vector256<byte> first, Vector256<byte> second) => Avx2.UnpackLow(first, second);

    [MethodImpl(Inline)]
    public static Vector256<byte> InterleaveHighBytes(Vector256<byte> first, Vector256<byte> second) => Avx2.UnpackHigh(first, second);

    [MethodImpl(Inline)]
    public static Vector256<byte> InterleaveLowPairs(Vector256<byte> first, Vector256<byte> second) =>
        Avx2.UnpackLow(first.AsInt16(), second.AsInt16()).AsByte();

    [MethodImpl(Inline)]
    public static Vector256<byte> InterleaveHighPairs(Vector256<byte> first, Vector256<byte> second) =>
        Avx2.UnpackHigh(first.AsInt16(), second.AsInt16()).AsByte();

    [MethodImpl(Inline)]
    public static Vector256<int> MultiplyPairs(Vector256<byte> weights, int pair) =>
        Avx2.MultiplyAddAdjacent(weights.AsInt16(), Vector256.Create(pair).AsInt16());

    [MethodImpl(Inline)]
    public static Vector256<int> Fill(int value) => Vector256.Create(value);

    [MethodImpl(Inline)]
    public static Vector256<int> LoadSums(int* source) => Vector256.Load(source);

    [MethodImpl(Inline)]
    public static void Store(Vector256<int> sums, int* target) => sums.Store(target);

    [MethodImpl(Inline)]
    public static Vector256<int> Add(Vector256<int> a, Vector256<int> b) => a + b;

    [MethodImpl(Inline)]
    public static Vector256<int> Subtract(Vector256<int> a, Vector256<int> b) => a - b;

    [MethodImpl(Inline)]
    public static Vector256<int> ShiftRight(Vector256<int> a, int shift) => a >> shift;

    [MethodImpl(Inline)]
    public static void AddExact(Vector256<int> wrapped, Vector256<int> upper, long* target)
    {
        (Vector256<ulong> lowA, Vector256<ulong> lowB) = Vector256.Widen((wrapped - (upper << 16)).AsUInt32());
        (Vector256<long> highA, Vector256<long> highB) = Vector256.Widen(upper);
        (Vector256.Load(target) + (highA << 16) + lowA.AsInt64()).Store(target);
        (Vector256.Load(target + 4) + (highB << 16) + lowB.AsInt64()).Store(target + 4);
    }
}
