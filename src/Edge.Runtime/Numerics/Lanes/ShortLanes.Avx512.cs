using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Numerics.Lanes;

/// <summary>32 lanes. The gate table is looked up by byte permutations, both vectors together: no gather.</summary>
internal readonly unsafe struct ShortLanesAvx512 : IShortLanes<Vector512<short>>
{
    public static int Count => 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Load(short* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<short> value, short* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Create(short value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> CreateWide(int value) => Vector512.Create(value).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> CreateCount(int shift) => Vector512.Create(shift).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Add(Vector512<short> left, Vector512<short> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> AddSaturate(Vector512<short> left, Vector512<short> right) => Avx512BW.AddSaturate(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Subtract(Vector512<short> left, Vector512<short> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> SubtractSaturate(Vector512<short> left, Vector512<short> right) =>
        Avx512BW.SubtractSaturate(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> MultiplyLow(Vector512<short> left, Vector512<short> right) => Avx512BW.MultiplyLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> MultiplyHigh(Vector512<short> left, Vector512<short> right) => Avx512BW.MultiplyHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> MultiplyHighRounded(Vector512<short> left, Vector512<short> right) =>
        Avx512BW.MultiplyHighRoundScale(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Average(Vector512<short> left, Vector512<short> right) =>
        Avx512BW.Average(left.AsUInt16(), right.AsUInt16()).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> And(Vector512<short> left, Vector512<short> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Xor(Vector512<short> left, Vector512<short> right) => left ^ right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Or(Vector512<short> left, Vector512<short> right) => left | right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> SelectNegative(Vector512<short> sign, Vector512<short> negative, Vector512<short> other) =>
        Vector512.ConditionalSelect(sign >> 15, negative, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(Vector512<short> value) => value == Vector512<short>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> MinUnsigned(Vector512<short> left, Vector512<short> right) =>
        Avx512BW.Min(left.AsUInt16(), right.AsUInt16()).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Clamp(Vector512<short> value, Vector512<short> low, Vector512<short> high) =>
        Avx512BW.Min(Avx512BW.Max(value, low), high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Abs(Vector512<short> value) => Avx512BW.Abs(value).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> ShiftRight(Vector512<short> value, int shift) => value >> shift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> ShiftRightLogical(Vector512<short> value, int shift) => value >>> shift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> SumOfProducts(
        Vector512<short> a, Vector512<short> b, Vector512<short> c, Vector512<short> d, Vector512<short> rounding, Vector512<short> count)
    {
        Vector512<int> low = Low(a, b, c, d) + rounding.AsInt32(), high = High(a, b, c, d) + rounding.AsInt32();
        return Avx512BW.PackSignedSaturate(Avx512F.ShiftRightArithmeticVariable(low, count.AsUInt32()), Avx512F.ShiftRightArithmeticVariable(high, count.AsUInt32()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Blend(Vector512<short> a, Vector512<short> b, Vector512<short> c, Vector512<short> d)
    {
        Vector512<int> rounding = Vector512.Create(1 << 14);
        return Avx512BW.PackSignedSaturate((rounding - Low(a, b, c, d)) >> 15, (rounding - High(a, b, c, d)) >> 15);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LookUp(
        Vector512<short> first,
        Vector512<short> second,
        byte* table,
        out Vector512<short> firstValue,
        out Vector512<short> firstSlope,
        out Vector512<short> secondValue,
        out Vector512<short> secondSlope)
    {
        // Low bytes belong to the first vector, high bytes to the second. A permutation reads the six low bits of an index.
        Vector512<short> lowBytes = Vector512.Create((short)0xFF);
        Vector512<byte> index = Vector512.ConditionalSelect(lowBytes, first >>> GateTable.StepBits, second << (8 - GateTable.StepBits)).AsByte();
        Vector512<byte> block = Vector512.ConditionalSelect(lowBytes, first >>> 8, second).AsByte();

        byte* low = table + GateTable.ValueLow, high = table + GateTable.ValueHigh, slope = table + GateTable.SlopeLow;
        Vector512<byte> valueLow = Block(low, index), slopeLow = Block(slope, index);
        Vector512<byte> valueHigh = Block(high, index), slopeHigh = Block(table + GateTable.SlopeHigh, index);

        Vector512<byte> beyond = Vector512.GreaterThanOrEqual(block, Vector512.Create((byte)4));
        valueLow = Avx512BW.BlendVariable(valueLow, Block(low + GateTable.Block, index), beyond);
        slopeLow = Avx512BW.BlendVariable(slopeLow, Block(slope + GateTable.Block, index), beyond);
        valueHigh = Avx512BW.BlendVariable(valueHigh, Block(high + GateTable.Block, index), beyond);
        slopeHigh = Avx512BW.BlendVariable(slopeHigh, Vector512<byte>.Zero, beyond);

        beyond = Vector512.GreaterThanOrEqual(block, Vector512.Create((byte)8));
        valueLow = Avx512BW.BlendVariable(valueLow, Block(low + (2 * GateTable.Block), index), beyond);
        slopeLow = Avx512BW.BlendVariable(slopeLow, Block(slope + (2 * GateTable.Block), index), beyond);
        valueHigh = Avx512BW.BlendVariable(valueHigh, Block(high + (2 * GateTable.Block), index), beyond);

        beyond = Vector512.GreaterThanOrEqual(block, Vector512.Create((byte)12));
        valueLow = Avx512BW.BlendVariable(valueLow, Block(low + (3 * GateTable.Block), index), beyond);
        slopeLow = Avx512BW.BlendVariable(slopeLow, Block(slope + (3 * GateTable.Block), index), beyond);
        valueHigh = Avx512BW.BlendVariable(valueHigh, Vector512<byte>.Zero, beyond);

        beyond = Vector512.GreaterThanOrEqual(block, Vector512.Create((byte)16));
        valueLow = Avx512BW.BlendVariable(valueLow, Block(low + (4 * GateTable.Block), index), beyond);
        slopeLow = Avx512BW.BlendVariable(slopeLow, Block(slope + (4 * GateTable.Block), index), beyond);

        beyond = Vector512.GreaterThanOrEqual(block, Vector512.Create((byte)20));
        valueLow = Avx512BW.BlendVariable(valueLow, Block(low + (5 * GateTable.Block), index), beyond);
        slopeLow = Avx512BW.BlendVariable(slopeLow, Block(slope + (5 * GateTable.Block), index), beyond);

        firstValue = Vector512.ConditionalSelect(lowBytes, valueLow.AsInt16(), valueHigh.AsInt16() << 8);
        firstSlope = Vector512.ConditionalSelect(lowBytes, slopeLow.AsInt16(), slopeHigh.AsInt16() << 8);
        secondValue = Vector512.ConditionalSelect(lowBytes, valueLow.AsInt16() >>> 8, valueHigh.AsInt16());
        secondSlope = Vector512.ConditionalSelect(lowBytes, slopeLow.AsInt16() >>> 8, slopeHigh.AsInt16());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Block(byte* table, Vector512<byte> index) => Avx512Vbmi.PermuteVar64x8(Vector512.Load(table), index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Low(Vector512<short> a, Vector512<short> b, Vector512<short> c, Vector512<short> d) =>
        Avx512BW.MultiplyAddAdjacent(Avx512BW.UnpackLow(a, c), Avx512BW.UnpackLow(b, d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> High(Vector512<short> a, Vector512<short> b, Vector512<short> c, Vector512<short> d) =>
        Avx512BW.MultiplyAddAdjacent(Avx512BW.UnpackHigh(a, c), Avx512BW.UnpackHigh(b, d));
}
