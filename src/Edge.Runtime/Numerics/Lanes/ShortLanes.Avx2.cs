using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Numerics.Lanes;

/// <summary>16 lanes. The gate table is looked up by gathers of value and slope together.</summary>
internal readonly unsafe struct ShortLanesAvx2 : IShortLanes<Vector256<short>>
{
    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Load(short* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<short> value, short* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Create(short value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> CreateWide(int value) => Vector256.Create(value).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> CreateCount(int shift) => Vector256.Create(shift).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Add(Vector256<short> left, Vector256<short> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> AddSaturate(Vector256<short> left, Vector256<short> right) => Avx2.AddSaturate(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Subtract(Vector256<short> left, Vector256<short> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> SubtractSaturate(Vector256<short> left, Vector256<short> right) =>
        Avx2.SubtractSaturate(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> MultiplyLow(Vector256<short> left, Vector256<short> right) => Avx2.MultiplyLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> MultiplyHigh(Vector256<short> left, Vector256<short> right) => Avx2.MultiplyHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> MultiplyHighRounded(Vector256<short> left, Vector256<short> right) =>
        Avx2.MultiplyHighRoundScale(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Average(Vector256<short> left, Vector256<short> right) =>
        Avx2.Average(left.AsUInt16(), right.AsUInt16()).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> And(Vector256<short> left, Vector256<short> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Xor(Vector256<short> left, Vector256<short> right) => left ^ right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Or(Vector256<short> left, Vector256<short> right) => left | right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> SelectNegative(Vector256<short> sign, Vector256<short> negative, Vector256<short> other) =>
        Vector256.ConditionalSelect(sign >> 15, negative, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(Vector256<short> value) => value == Vector256<short>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> MinUnsigned(Vector256<short> left, Vector256<short> right) =>
        Avx2.Min(left.AsUInt16(), right.AsUInt16()).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Clamp(Vector256<short> value, Vector256<short> low, Vector256<short> high) =>
        Avx2.Min(Avx2.Max(value, low), high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Abs(Vector256<short> value) => Avx2.Abs(value).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> ShiftRight(Vector256<short> value, int shift) => value >> shift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> ShiftRightLogical(Vector256<short> value, int shift) => value >>> shift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> SumOfProducts(
        Vector256<short> a, Vector256<short> b, Vector256<short> c, Vector256<short> d, Vector256<short> rounding, Vector256<short> count)
    {
        Vector256<int> low = Low(a, b, c, d) + rounding.AsInt32(), high = High(a, b, c, d) + rounding.AsInt32();
        return Avx2.PackSignedSaturate(Avx2.ShiftRightArithmeticVariable(low, count.AsUInt32()), Avx2.ShiftRightArithmeticVariable(high, count.AsUInt32()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Blend(Vector256<short> a, Vector256<short> b, Vector256<short> c, Vector256<short> d)
    {
        Vector256<int> rounding = Vector256.Create(1 << 14);
        return Avx2.PackSignedSaturate((rounding - Low(a, b, c, d)) >> 15, (rounding - High(a, b, c, d)) >> 15);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LookUp(
        Vector256<short> first,
        Vector256<short> second,
        byte* table,
        out Vector256<short> firstValue,
        out Vector256<short> firstSlope,
        out Vector256<short> secondValue,
        out Vector256<short> secondSlope)
    {
        Gather(first, table, out firstValue, out firstSlope);
        Gather(second, table, out secondValue, out secondSlope);
    }

    // Unpacking and packing both work within 128-bit halves, so the order comes out right.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gather(Vector256<short> magnitude, byte* table, out Vector256<short> value, out Vector256<short> slope)
    {
        Vector256<short> index = magnitude >>> GateTable.StepBits;
        Vector256<int> low = Avx2.GatherVector256((int*)table, Avx2.UnpackLow(index, Vector256<short>.Zero).AsInt32(), sizeof(int));
        Vector256<int> high = Avx2.GatherVector256((int*)table, Avx2.UnpackHigh(index, Vector256<short>.Zero).AsInt32(), sizeof(int));
        Vector256<int> half = Vector256.Create(0xFFFF);
        value = Avx2.PackUnsignedSaturate(low & half, high & half).AsInt16();
        slope = Avx2.PackUnsignedSaturate(low >>> 16, high >>> 16).AsInt16();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Low(Vector256<short> a, Vector256<short> b, Vector256<short> c, Vector256<short> d) =>
        Avx2.MultiplyAddAdjacent(Avx2.UnpackLow(a, c), Avx2.UnpackLow(b, d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> High(Vector256<short> a, Vector256<short> b, Vector256<short> c, Vector256<short> d) =>
        Avx2.MultiplyAddAdjacent(Avx2.UnpackHigh(a, c), Avx2.UnpackHigh(b, d));
}
