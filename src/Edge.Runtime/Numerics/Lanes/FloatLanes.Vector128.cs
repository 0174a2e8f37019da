using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Numerics.Lanes;

/// <summary>4 lanes: Arm AdvSimd, or x86 with SSE4.1.</summary>
internal readonly unsafe struct FloatLanesVector128 : IFloatLanes<Vector128<float>>
{
    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, float* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Create(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> left, Vector128<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Subtract(Vector128<float> left, Vector128<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> left, Vector128<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Reverse(Vector128<float> value) =>
        Vector128.Shuffle(value, Vector128.Create(3, 2, 1, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interleave(ref Vector128<float> a, ref Vector128<float> b, ref Vector128<float> c, ref Vector128<float> d)
    {
        Vector128<float> ab = ZipLow(a, b), cd = ZipLow(c, d), ab2 = ZipHigh(a, b), cd2 = ZipHigh(c, d);
        a = Vector128.Create(ab.GetLower(), cd.GetLower());
        b = Vector128.Create(ab.GetUpper(), cd.GetUpper());
        c = Vector128.Create(ab2.GetLower(), cd2.GetLower());
        d = Vector128.Create(ab2.GetUpper(), cd2.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InterleaveFours(ref Vector128<float> a, ref Vector128<float> b, ref Vector128<float> c, ref Vector128<float> d)
    {
        // Four lanes are a vector.
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPairs(short* source, out Vector128<float> first, out Vector128<float> second)
    {
        Vector128<int> pairs = Vector128.Load((int*)source);
        first = Vector128.ConvertToSingle((pairs << 16) >> 16);
        second = Vector128.ConvertToSingle(pairs >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipLow(Vector128<float> left, Vector128<float> right) =>
        AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(left, right) : Sse.UnpackLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipHigh(Vector128<float> left, Vector128<float> right) =>
        AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(left, right) : Sse.UnpackHigh(left, right);
}
