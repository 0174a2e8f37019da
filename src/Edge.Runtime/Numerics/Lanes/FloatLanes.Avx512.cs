using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Numerics.Lanes;

/// <summary>16 lanes.</summary>
internal readonly unsafe struct FloatLanesAvx512 : IFloatLanes<Vector512<float>>
{
    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, float* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Create(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> left, Vector512<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Subtract(Vector512<float> left, Vector512<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> left, Vector512<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Reverse(Vector512<float> value) =>
        Vector512.Shuffle(value, Vector512.Create(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interleave(ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        // Within 128-bit quarters: (a0 b0 c0 d0) (a1 ..) (a2 ..) (a3 ..); the quarters of one position follow each other.
        Vector512<double> ab = Avx512F.UnpackLow(a, b).AsDouble(), cd = Avx512F.UnpackLow(c, d).AsDouble();
        Vector512<double> ab2 = Avx512F.UnpackHigh(a, b).AsDouble(), cd2 = Avx512F.UnpackHigh(c, d).AsDouble();
        a = Avx512F.UnpackLow(ab, cd).AsSingle();
        b = Avx512F.UnpackHigh(ab, cd).AsSingle();
        c = Avx512F.UnpackLow(ab2, cd2).AsSingle();
        d = Avx512F.UnpackHigh(ab2, cd2).AsSingle();
        InterleaveFours(ref a, ref b, ref c, ref d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InterleaveFours(ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        // A 4 x 4 transposition of quarters.
        Vector512<float> even1 = Avx512F.Shuffle4x128(a, b, 0x44), even2 = Avx512F.Shuffle4x128(c, d, 0x44);
        Vector512<float> odd1 = Avx512F.Shuffle4x128(a, b, 0xEE), odd2 = Avx512F.Shuffle4x128(c, d, 0xEE);
        a = Avx512F.Shuffle4x128(even1, even2, 0x88);
        b = Avx512F.Shuffle4x128(even1, even2, 0xDD);
        c = Avx512F.Shuffle4x128(odd1, odd2, 0x88);
        d = Avx512F.Shuffle4x128(odd1, odd2, 0xDD);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPairs(short* source, out Vector512<float> first, out Vector512<float> second)
    {
        Vector512<int> pairs = Vector512.Load((int*)source);
        first = Vector512.ConvertToSingle((pairs << 16) >> 16);
        second = Vector512.ConvertToSingle(pairs >> 16);
    }
}
