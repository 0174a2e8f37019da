namespace Edge.Runtime.Features;

/// <summary>Memory of one transform of 512 real samples, kept in place by the caller.</summary>
internal unsafe struct FftFrame
{
    /// <summary>Floats of <see cref="Work"/>.</summary>
    public const int WorkSize = 4 * WorkStride;

    /// <summary>Floats from one work vector to the next: 256 values, one repeated, and the rest of a cache line.</summary>
    public const int WorkStride = 256 + 16;

    /// <summary>The 256 samples of even index.</summary>
    public float* Even;

    /// <summary>The 256 samples of odd index.</summary>
    public float* Odd;

    /// <summary>Four work vectors: two of real and two of imaginary parts.</summary>
    public float* Work;

    /// <summary><see cref="FftTables"/>.</summary>
    public float* Tables;

    /// <summary>Receives 257 values |X[k]|^2.</summary>
    public float* Power;

    /// <summary>Real parts of one of the two intermediate results.</summary>
    public readonly float* Real(int which) => Work + (which * WorkStride);

    /// <summary>Imaginary parts of one of the two intermediate results.</summary>
    public readonly float* Imaginary(int which) => Work + ((2 + which) * WorkStride);
}
