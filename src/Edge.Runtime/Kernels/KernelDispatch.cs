using System.Runtime.Intrinsics.X86;

using Edge.Runtime.Errors;

namespace Edge.Runtime.Kernels;

/// <summary>The one place where a kernel is chosen.</summary>
internal static class KernelDispatch
{
    private static readonly PairKernelScalar Scalar = new();
    private static readonly PairKernelAvx2 Vector = new();

    /// <summary>The kernel of a set.</summary>
    /// <exception cref="EdgeException">This machine lacks the instructions.</exception>
    public static IPairKernel Pairs(KernelSet set) => set switch
    {
        KernelSet.Scalar => Scalar,
        KernelSet.Avx2 when Avx2.IsSupported => Vector,
        KernelSet.Best => Avx2.IsSupported ? Vector : Scalar,
        _ => throw new EdgeException(ExitCode.Usage, $"kernels '{set}' need instructions this machine lacks", "kernel selection", "use Best"),
    };
}
