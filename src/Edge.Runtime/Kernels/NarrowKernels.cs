namespace Edge.Runtime.Kernels;

/// <summary>The kernels of one instruction set for one weight width of up to 8 bits.</summary>
internal readonly unsafe struct NarrowKernels
{
    /// <summary>One frame, weights in the second-level cache.</summary>
    public required delegate*<byte*, int, int, sbyte*, int, int*, void> Frame { get; init; }

    /// <summary>One frame, weights beyond it.</summary>
    public required delegate*<byte*, int, int, sbyte*, int, int*, void> FarFrame { get; init; }

    /// <summary>A block of frames.</summary>
    public required delegate*<byte*, int, int, sbyte*, int, int, int*, int*, void> Block { get; init; }

    /// <summary>Listed inputs.</summary>
    public required delegate*<byte*, int, int, int*, sbyte*, int, int, int*, void> Delta { get; init; }

    /// <summary>Listed groups of four inputs, weights in the tile layout; null in sets that multiply single inputs as quickly.</summary>
    public delegate*<byte*, int, int, int*, int*, int, int, int*, void> Groups { get; init; }

    /// <summary>What the dense kernels, and those for groups, add to every code: a sum of inputs times this is too much.</summary>
    public required int Offset { get; init; }

    /// <summary>The same for the delta kernel.</summary>
    public required int DeltaOffset { get; init; }
}
