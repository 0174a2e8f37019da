using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Numerics.Lanes;

/// <summary>8 lanes.</summary>
internal readonly unsafe struct FloatLanesAvx2 : IFloatLanes<Vector256<float>>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, float* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Create(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Subtract(Vector256<float> left, Vector256<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> left, Vector256<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Reverse(Vector256<float> value) =>
        Avx2.PermuteVar8x32(value, Vector256.Create(7, 6, 5, 4, 3, 2, 1, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interleave(ref Vector256<float> a, ref Vector256<float> b, ref Vector256<float> c, ref Vector256<float> d)
    {
        Vector256<double> ab = Avx.UnpackLow(a, b).AsDouble(), cd = Avx.UnpackLow(c, d).AsDouble();
        Vector256<double> ab2 = Avx.UnpackHigh(a, b).AsDouble(), cd2 = Avx.UnpackHigh(c, d).AsDouble();
        a = Avx.UnpackLow(ab, cd).AsSingle();
        b = Avx.UnpackHigh(ab, cd).AsSingle();
        c = Avx.UnpackLow(ab2, cd2).AsSingle();
        d = Avx.UnpackHigh(ab2, cd2).AsSingle();
        InterleaveFours(ref a, ref b, ref c, ref d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InterleaveFours(ref Vector256<float> a, ref Vector256<float> b, ref Vector256<float> c, ref Vector256<float> d)
    {
        Vector256<float> first = a, second = b, third = c;
        a = Avx.Permute2x128(first, second, 0x20);
        b = Avx.Permute2x128(third, d, 0x20);
        c = Avx.Permute2x128(first, second, 0x31);
        d = Avx.Permute2x128(third, d, 0x31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPairs(short* source, out Vector256<float> first, out Vector256<float> second)
    {
        Vector256<int> pairs = Vector256.Load((int*)source);
        first = Vector256.ConvertToSingle((pairs << 16) >> 16);
        second = Vector256.ConvertToSingle(pairs >> 16);
    }
}
