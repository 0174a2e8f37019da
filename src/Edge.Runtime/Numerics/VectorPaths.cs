using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Numerics;

/// <summary>The one place where the form of element-wise code is chosen.</summary>
internal static class VectorPaths
{
    /// <summary>The widest form this machine runs well.</summary>
    public static VectorPath Best { get; } =
        IsSupported(VectorPath.Avx512) ? VectorPath.Avx512
        : IsSupported(VectorPath.Avx2) ? VectorPath.Avx2
        : IsSupported(VectorPath.Vector128) ? VectorPath.Vector128
        : VectorPath.Scalar;

    /// <summary>
    /// True when this machine has the instructions of a form. AVX-512 parts that slow down under 512-bit load report no
    /// acceleration and take AVX2.
    /// </summary>
    public static bool IsSupported(VectorPath path) => path switch
    {
        VectorPath.Avx512 => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx512Vbmi.IsSupported,
        VectorPath.Avx2 => Vector256.IsHardwareAccelerated && Avx2.IsSupported,
        VectorPath.Vector128 => Sse41.IsSupported || AdvSimd.Arm64.IsSupported,
        _ => true,
    };
}
