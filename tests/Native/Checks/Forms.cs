using Edge.Runtime.Kernels;
using Edge.Runtime.Numerics;

namespace Native.Checks;

/// <summary>
/// The forms of code this machine can run. Counted, not enumerated by reflection, which the arm64 program does best without.
/// </summary>
internal static class Forms
{
    /// <summary>The last set of kernels.</summary>
    public const KernelSet LastKernels = KernelSet.Avx512Vnni;

    /// <summary>The last form of element-wise code.</summary>
    public const VectorPath LastPath = VectorPath.Avx512;

    /// <summary>Sets of kernels; the best is one of them.</summary>
    public static IEnumerable<KernelSet> Kernels =>
        Enumerable.Range((int)KernelSet.Scalar, (int)LastKernels).Select(set => (KernelSet)set).Where(KernelDispatch.Has);

    /// <summary>Forms of element-wise code.</summary>
    public static IEnumerable<VectorPath> Paths =>
        Enumerable.Range(0, (int)LastPath + 1).Select(path => (VectorPath)path).Where(VectorPaths.IsSupported);

    /// <summary>The name of a set.</summary>
    public static string Name(KernelSet set) => set switch
    {
        KernelSet.Best => "best",
        KernelSet.Scalar => "scalar",
        KernelSet.Vector128 => "128 bits",
        KernelSet.ArmDot => "arm dot",
        KernelSet.Avx2 => "avx2",
        KernelSet.AvxVnni => "avx-vnni",
        KernelSet.Avx512 => "avx-512",
        _ => "avx-512-vnni",
    };

    /// <summary>The name of a form.</summary>
    public static string Name(VectorPath path) => path switch
    {
        VectorPath.Scalar => "scalar",
        VectorPath.Vector128 => "128 bits",
        VectorPath.Avx2 => "avx2",
        _ => "avx-512",
    };
}
