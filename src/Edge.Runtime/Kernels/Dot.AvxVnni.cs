using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>AVX-VNNI: <c>vpdpbusd</c>, unsigned weights times signed inputs without saturation.</summary>
internal readonly unsafe struct DotAvxVnni : IDot<Vector256<int>, Vector256<byte>, Vector256<sbyte>>
{
    public static bool WholeBytesAreCheap => true;

    public static int Bias => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<sbyte> Input(sbyte* four) => Vector256.Create(*(int*)four).AsSByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Dot(Vector256<int> sum, Vector256<byte> weights, Vector256<sbyte> input) =>
        AvxVnni.MultiplyWideningAndAdd(sum, weights, input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> DotSmall(Vector256<int> sum, Vector256<byte> weights, Vector256<sbyte> input) =>
        AvxVnni.MultiplyWideningAndAdd(sum, weights, input);
}
