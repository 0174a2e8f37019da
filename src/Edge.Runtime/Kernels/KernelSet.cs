namespace Edge.Runtime.Kernels;

/// <summary>Which kernels compute the products. All give the same bits.</summary>
public enum KernelSet
{
    /// <summary>The fastest ones this machine has, chosen per width.</summary>
    Best,

    /// <summary>The oracle.</summary>
    Scalar,

    /// <summary>128-bit vectors: SSE2 or AdvSimd.</summary>
    Vector128,

    /// <summary>ARM with dot product instructions.</summary>
    ArmDot,

    /// <summary>x86 with AVX2.</summary>
    Avx2,

    /// <summary>x86 with 256-bit dot products (AVX-VNNI).</summary>
    AvxVnni,

    /// <summary>x86 with AVX-512BW, and GFNI where there is GFNI.</summary>
    Avx512,

    /// <summary>x86 with 512-bit dot products (AVX512-VNNI), code written at run time; Linux, where memory may be made executable.</summary>
    Avx512Vnni,
}
