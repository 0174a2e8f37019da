using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Numerics.Lanes;

/// <summary>8 lanes: Arm AdvSimd, or x86 with SSE4.1. The gate table is read element by element.</summary>
internal readonly unsafe struct ShortLanesVector128 : IShortLanes<Vector128<short>>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Load(short* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<short> value, short* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Create(short value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> CreateWide(int value) => Vector128.Create(value).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> CreateCount(int shift) =>
        (AdvSimd.IsSupported ? Vector128.Create(-shift) : Vector128.CreateScalar(shift)).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Add(Vector128<short> left, Vector128<short> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> AddSaturate(Vector128<short> left, Vector128<short> right) =>
        AdvSimd.IsSupported ? AdvSimd.AddSaturate(left, right) : Sse2.AddSaturate(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Subtract(Vector128<short> left, Vector128<short> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> SubtractSaturate(Vector128<short> left, Vector128<short> right) =>
        AdvSimd.IsSupported ? AdvSimd.SubtractSaturate(left, right) : Sse2.SubtractSaturate(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> MultiplyLow(Vector128<short> left, Vector128<short> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> MultiplyHigh(Vector128<short> left, Vector128<short> right)
    {
        if (AdvSimd.IsSupported)
        {
            Vector64<short> low = AdvSimd.ShiftRightLogicalNarrowingLower(AdvSimd.MultiplyWideningLower(left.GetLower(), right.GetLower()), 16);
            return AdvSimd.ShiftRightLogicalNarrowingUpper(low, AdvSimd.MultiplyWideningUpper(left, right), 16);
        }

        return Sse2.MultiplyHigh(left, right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> MultiplyHighRounded(Vector128<short> left, Vector128<short> right) =>
        AdvSimd.IsSupported ? AdvSimd.MultiplyRoundedDoublingSaturateHigh(left, right) : Ssse3.MultiplyHighRoundScale(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Average(Vector128<short> left, Vector128<short> right) => AdvSimd.IsSupported
        ? AdvSimd.FusedAddRoundedHalving(left.AsUInt16(), right.AsUInt16()).AsInt16()
        : Sse2.Average(left.AsUInt16(), right.AsUInt16()).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> And(Vector128<short> left, Vector128<short> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Xor(Vector128<short> left, Vector128<short> right) => left ^ right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Or(Vector128<short> left, Vector128<short> right) => left | right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> SelectNegative(Vector128<short> sign, Vector128<short> negative, Vector128<short> other) =>
        Vector128.ConditionalSelect(sign >> 15, negative, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(Vector128<short> value) => value == Vector128<short>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> MinUnsigned(Vector128<short> left, Vector128<short> right) =>
        Vector128.Min(left.AsUInt16(), right.AsUInt16()).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Clamp(Vector128<short> value, Vector128<short> low, Vector128<short> high) =>
        Vector128.Min(Vector128.Max(value, low), high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Abs(Vector128<short> value) =>
        AdvSimd.IsSupported ? AdvSimd.Abs(value).AsInt16() : Ssse3.Abs(value).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> ShiftRight(Vector128<short> value, int shift) => value >> shift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> ShiftRightLogical(Vector128<short> value, int shift) => value >>> shift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> SumOfProducts(
        Vector128<short> a, Vector128<short> b, Vector128<short> c, Vector128<short> d, Vector128<short> rounding, Vector128<short> count)
    {
        Vector128<int> low = Low(a, b, c, d) + rounding.AsInt32(), high = High(a, b, c, d) + rounding.AsInt32();
        return Pack(ShiftRight(low, count), ShiftRight(high, count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Blend(Vector128<short> a, Vector128<short> b, Vector128<short> c, Vector128<short> d)
    {
        Vector128<int> rounding = Vector128.Create(1 << 14);
        return Pack((rounding - Low(a, b, c, d)) >> 15, (rounding - High(a, b, c, d)) >> 15);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LookUp(
        Vector128<short> first,
        Vector128<short> second,
        byte* table,
        out Vector128<short> firstValue,
        out Vector128<short> firstSlope,
        out Vector128<short> secondValue,
        out Vector128<short> secondSlope)
    {
        Read(first, (int*)table, out firstValue, out firstSlope);
        Read(second, (int*)table, out secondValue, out secondSlope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Read(Vector128<short> magnitude, int* table, out Vector128<short> value, out Vector128<short> slope)
    {
        Vector128<short> i = magnitude >>> GateTable.StepBits;
        Vector128<int> low = Vector128.Create(table[i[0]], table[i[1]], table[i[2]], table[i[3]]);
        Vector128<int> high = Vector128.Create(table[i[4]], table[i[5]], table[i[6]], table[i[7]]);
        value = Vector128.Narrow(low, high);
        slope = Vector128.Narrow(low >>> 16, high >>> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> ShiftRight(Vector128<int> value, Vector128<short> count) =>
        AdvSimd.IsSupported ? AdvSimd.ShiftArithmetic(value, count.AsInt32()) : Sse2.ShiftRightArithmetic(value, count.AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Pack(Vector128<int> low, Vector128<int> high) => AdvSimd.IsSupported
        ? AdvSimd.ExtractNarrowingSaturateUpper(AdvSimd.ExtractNarrowingSaturateLower(low), high)
        : Sse2.PackSignedSaturate(low, high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Low(Vector128<short> a, Vector128<short> b, Vector128<short> c, Vector128<short> d) => AdvSimd.IsSupported
        ? AdvSimd.MultiplyWideningLowerAndAdd(AdvSimd.MultiplyWideningLower(a.GetLower(), b.GetLower()), c.GetLower(), d.GetLower())
        : Sse2.MultiplyAddAdjacent(Sse2.UnpackLow(a, c), Sse2.UnpackLow(b, d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> High(Vector128<short> a, Vector128<short> b, Vector128<short> c, Vector128<short> d) =>
        AdvSimd.IsSupported
        ? AdvSimd.MultiplyWideningUpperAndAdd(AdvSimd.MultiplyWideningUpper(a, b), c, d)
        : Sse2.MultiplyAddAdjacent(Sse2.UnpackHigh(a, c), Sse2.UnpackHigh(b, d));
}
