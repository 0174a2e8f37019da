namespace HostTrainer.Choosing;

/// <summary>A figure by which plans are compared.</summary>
public enum Figure
{
    /// <summary>Phone error of the worst subset, percent; less is better.</summary>
    Error,

    /// <summary>Size of weights and vectors, MiB; less is better.</summary>
    Size,

    /// <summary>Size at 32 bits over size; more is better.</summary>
    Compression,

    /// <summary>Speed-up over the platform's 16 x 16 bit baseline; more is better.</summary>
    Speedup,

    /// <summary>Energy per inference step, uJ; less is better.</summary>
    Energy,

    /// <summary>Operations made, weighted by their weight bits, as a share of all at 16 bits, 0 to 1; less is better.</summary>
    Work,
}
