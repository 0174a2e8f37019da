namespace Edge.Runtime.Kernels;

/// <summary>The kernels of one instruction set for 16-bit weights.</summary>
internal readonly unsafe struct WideKernels
{
    /// <summary>Sums that fit 32 bits, weights in the second-level cache.</summary>
    public required delegate*<byte*, int, int, int*, int*, void> Add32 { get; init; }

    /// <summary>Sums that fit 32 bits, weights beyond it.</summary>
    public required delegate*<byte*, int, int, int*, int*, void> FarAdd32 { get; init; }

    /// <summary>Sums in 64 bits, weights in the second-level cache.</summary>
    public required delegate*<byte*, int, int, int*, long*, void> Add64 { get; init; }

    /// <summary>Sums in 64 bits, weights beyond it.</summary>
    public required delegate*<byte*, int, int, int*, long*, void> FarAdd64 { get; init; }

    /// <summary>Listed inputs, sums that fit 32 bits.</summary>
    public required delegate*<byte*, int, int, int*, int*, int, int*, void> Delta32 { get; init; }

    /// <summary>Listed inputs, sums in 64 bits.</summary>
    public required delegate*<byte*, int, int, int*, int*, int, long*, void> Delta64 { get; init; }
}
