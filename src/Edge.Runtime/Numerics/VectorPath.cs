namespace Edge.Runtime.Numerics;

/// <summary>The forms in which element-wise code exists. All give the same bits.</summary>
internal enum VectorPath
{
    /// <summary>Plain loops: the oracle.</summary>
    Scalar,

    /// <summary>128-bit vectors: Arm AdvSimd, or x86 with SSE4.1.</summary>
    Vector128,

    /// <summary>256-bit vectors of x86 with AVX2.</summary>
    Avx2,

    /// <summary>512-bit vectors of x86 with AVX-512 BW, DQ and VBMI.</summary>
    Avx512,
}
