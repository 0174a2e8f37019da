using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>
/// AVX2. <c>vpmaddubsw</c> saturates at 32767: two products of a byte of at most 127 and an input stay within 2 * 127 * 128 = 32512.
/// Bytes beyond are split into even and odd ones, 16 bits each, and multiplied by <c>vpmaddwd</c>.
/// </summary>
internal readonly unsafe struct DotAvx2 : IDot<Vector256<int>, Vector256<byte>, DotAvx2.Inputs>
{
    public static bool WholeBytesAreCheap => false;

    public static int Bias => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Inputs Input(sbyte* four)
    {
        Vector256<short> pairs = Vector256.Create(*(int*)four).AsInt16();
        return new Inputs(pairs.AsSByte(), pairs << 8 >> 8, pairs >> 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Dot(Vector256<int> sum, Vector256<byte> weights, Inputs input)
    {
        Vector256<short> even = weights.AsInt16() & Vector256.Create((short)0xFF), odd = weights.AsInt16() >>> 8;
        return sum + Avx2.MultiplyAddAdjacent(even, input.Even) + Avx2.MultiplyAddAdjacent(odd, input.Odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> DotSmall(Vector256<int> sum, Vector256<byte> weights, Inputs input) =>
        sum + Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(weights, input.Bytes), Vector256.Create((short)1));

    /// <summary>Four inputs: as bytes, and the even and the odd ones as 16 bits.</summary>
    internal readonly struct Inputs(Vector256<sbyte> bytes, Vector256<short> even, Vector256<short> odd)
    {
        public readonly Vector256<sbyte> Bytes = bytes;
        public readonly Vector256<short> Even = even;
        public readonly Vector256<short> Odd = odd;
    }
}
