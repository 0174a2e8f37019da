using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>128-bit vectors: AdvSimd or SSE2.</summary>
internal readonly unsafe struct LanesVector128 : ILanes<Vector128<int>, Vector128<byte>>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Bytes => 16;

    [MethodImpl(Inline)]
    public static Vector128<byte> Load(byte* source) => Vector128.Load(source);

    [MethodImpl(Inline)]
    public static Vector128<byte> And(Vector128<byte> value, byte mask) => value & Vector128.Create(mask);

    [MethodImpl(Inline)]
    public static Vector128<byte> HighHalves(Vector128<byte> value) => value >>> 4;

    [MethodImpl(Inline)]
    public static Vector128<byte> ShiftRight2(Vector128<byte> value) => value >>> 2;

    [MethodImpl(Inline)]
    public static Vector128<byte> ShiftRight6(Vector128<byte> value) => value >>> 6;

    [MethodImpl(Inline)]
    public static Vector128<byte> InterleaveLowBytes(Vector128<byte> first, Vector128<byte> second) =>
        AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(first, second)
        : Sse2.UnpackLow(first, second);

    [MethodImpl(Inline)]
    public static Vector128<byte> InterleaveHighBytes(Vector128<byte> first, Vector128<byte> second) =>
        AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(first, second)
        : Sse2.UnpackHigh(first, second);

    [MethodImpl(Inline)]
    public static Vector128<byte> InterleaveLowPairs(Vector128<byte> first, Vector128<byte> second) =>
        AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(first.AsInt16(), second.AsInt16()).AsByte()
        : Sse2.UnpackLow(first.AsInt16(), second.AsInt16()).AsByte();

    [MethodImpl(Inline)]
    public static Vector128<byte> InterleaveHighPairs(Vector128<byte> first, Vector128<byte> second) =>
        AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(first.AsInt16(), second.AsInt16()).AsByte()
        : Sse2.UnpackHigh(first.AsInt16(), second.AsInt16()).AsByte();

    [MethodImpl(Inline)]
    public static Vector128<int> MultiplyPairs(Vector128<byte> weights, int pair)
    {
        Vector128<short> w = weights.AsInt16(), x = Vector128.Create(pair).AsInt16();
        return AdvSimd.Arm64.IsSupported
            ? AdvSimd.Arm64.AddPairwise(AdvSimd.MultiplyWideningLower(w.GetLower(), x.GetLower()), AdvSimd.MultiplyWideningUpper(w, x))
            : Sse2.MultiplyAddAdjacent(w, x);
    }

    [MethodImpl(Inline)]
    public static Vector128<int> Fill(int value) => Vector128.Create(value);

    [MethodImpl(Inline)]
    public static Vector128<int> LoadSums(int* source) => Vector128.Load(source);

    [MethodImpl(Inline)]
    public static void Store(Vector128<int> sums, int* target) => sums.Store(target);

    [MethodImpl(Inline)]
    public static Vector128<int> Add(Vector128<int> a, Vector128<int> b) => a + b;

    [MethodImpl(Inline)]
    public static Vector128<int> Subtract(Vector128<int> a, Vector128<int> b) => a - b;

    [MethodImpl(Inline)]
    public static Vector128<int> ShiftRight(Vector128<int> a, int shift) => a >> shift;

    [MethodImpl(Inline)]
    public static void AddExact(Vector128<int> wrapped, Vector128<int> upper, long* target)
    {
        (Vector128<ulong> lowA, Vector128<ulong> lowB) = Vector128.Widen((wrapped - (upper << 16)).AsUInt32());
        (Vector128<long> highA, Vector128<long> highB) = Vector128.Widen(upper);
        (Vector128.Load(target) + (highA << 16) + lowA.AsInt64()).Store(target);
        (Vector128.Load(target + 2) + (highB << 16) + lowB.AsInt64()).Store(target + 2);
    }
}
