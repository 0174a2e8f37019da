namespace Edge.Runtime.Kernels;

/// <summary>Which kernels compute the products. All give the same bits.</summary>
public enum KernelSet
{
    /// <summary>The fastest one this machine has.</summary>
    Best,

    /// <summary>The oracle.</summary>
    Scalar,

    /// <summary>x86 with AVX2.</summary>
    Avx2,
}
