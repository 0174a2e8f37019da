using Edge.Runtime.Kernels;

namespace Edge.Runtime.Features;

/// <summary>
/// Power spectrum of 512 real samples in single precision. Every butterfly is the same sequence of IEEE additions and
/// multiplications (no fused multiply-add) whatever the vector width, so the result is the same bits everywhere.
/// Allocates nothing after construction. Not thread-safe: it owns its work buffers.
/// </summary>
internal sealed unsafe class RealFft512
{
    /// <summary>Real input samples.</summary>
    public const int Size = 512;

    /// <summary>Power values: bins 0 to 256.</summary>
    public const int Bins = (Size / 2) + 1;

    private readonly AlignedBuffer<float> _samples = new(Size);
    private readonly AlignedBuffer<float> _work = new(FftFrame.WorkSize);

    /// <summary>The 256 samples of even index, zero at first; the caller writes them. They stay as they are.</summary>
    public float* Even => _samples.Pointer;

    /// <summary>The 256 samples of odd index.</summary>
    public float* Odd => _samples.Pointer + (Size / 2);

    /// <summary>The transform from <see cref="Even"/> and <see cref="Odd"/> to |X[k]|^2, while this object lives.</summary>
    /// <param name="power">Receives <see cref="Bins"/> values.</param>
    public FftFrame Frame(float* power) =>
        new() { Even = Even, Odd = Odd, Work = _work.Pointer, Tables = FftTables.Pointer, Power = power };
}
