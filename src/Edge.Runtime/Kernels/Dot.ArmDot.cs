using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Edge.Runtime.Kernels;

/// <summary>ARM dot product: <c>sdot</c> takes signed bytes, so whole bytes lose 128 first.</summary>
internal readonly unsafe struct DotArmDot : IDot<Vector128<int>, Vector128<byte>, Vector128<sbyte>>
{
    public static bool WholeBytesAreCheap => false;

    public static int Bias => 128;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<sbyte> Input(sbyte* four) => Vector128.Create(*(int*)four).AsSByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Dot(Vector128<int> sum, Vector128<byte> weights, Vector128<sbyte> input) =>
        Dp.DotProduct(sum, (weights ^ Vector128.Create((byte)0x80)).AsSByte(), input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> DotSmall(Vector128<int> sum, Vector128<byte> weights, Vector128<sbyte> input) =>
        Dp.DotProduct(sum, weights.AsSByte(), input);
}
