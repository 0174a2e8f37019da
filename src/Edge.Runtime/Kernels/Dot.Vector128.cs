using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>
/// 128-bit vectors without a dot product instruction: bytes are split into even and odd ones, 16 bits each. A product of a byte and
/// an input fits 16 bits: 255 * 127 and 255 * -128.
/// </summary>
internal readonly unsafe struct DotVector128 : IDot<Vector128<int>, Vector128<byte>, DotVector128.Inputs>
{
    public static bool WholeBytesAreCheap => true;

    public static int Bias => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Inputs Input(sbyte* four)
    {
        Vector128<short> pairs = Vector128.Create(*(int*)four).AsInt16();
        return new Inputs(pairs << 8 >> 8, pairs >> 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Dot(Vector128<int> sum, Vector128<byte> weights, Inputs input)
    {
        Vector128<short> even = weights.AsInt16() & Vector128.Create((short)0xFF), odd = weights.AsInt16() >>> 8;
        return AdvSimd.IsSupported
            ? AdvSimd.AddPairwiseWideningAndAdd(AdvSimd.AddPairwiseWideningAndAdd(sum, even * input.Even), odd * input.Odd)
            : sum + Sse2.MultiplyAddAdjacent(even, input.Even) + Sse2.MultiplyAddAdjacent(odd, input.Odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> DotSmall(Vector128<int> sum, Vector128<byte> weights, Inputs input) => Dot(sum, weights, input);

    /// <summary>Four inputs: the even and the odd ones as 16 bits.</summary>
    internal readonly struct Inputs(Vector128<short> even, Vector128<short> odd)
    {
        public readonly Vector128<short> Even = even;
        public readonly Vector128<short> Odd = odd;
    }
}
