using Edge.Runtime.Kernels;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Features;

/// <summary>
/// Log-mel energies of one 25 ms window: Hann window, 512-point power spectrum, triangular filters of unit area on the
/// mel scale, base-2 logarithm. Allocates nothing after construction. Not thread-safe: it owns its work buffers.
/// </summary>
public sealed unsafe class LogMelFilterbank
{
    /// <summary>Fraction bits of a log-mel value: 1024 units are one factor of two in energy.</summary>
    public const int FractionBits = 10;

    // A band's mean power per bin is at least 2^10 (about 2.6 PCM units of noise) and at most 2^43; 20 is taken off so
    // that both ends fit an int16 with 10 fraction bits.
    internal const float EnergyFloor = 1024f;
    internal const int LogOffset = 20;

    private readonly RealFft512 _fft = new();
    private readonly AlignedBuffer<float> _power = new(RealFft512.Bins + MelFilters.Lanes);
    private readonly AlignedBuffer<float> _energies;
    private readonly MelFilters _filters;

    /// <summary>Builds the filters.</summary>
    /// <param name="options">Bands and band edges; ranges as documented there.</param>
    public LogMelFilterbank(FeatureOptions options)
    {
        _filters = new MelFilters(options);
        _energies = new AlignedBuffer<float>(options.MelBands);
    }

    /// <summary>Computes one frame.</summary>
    /// <param name="pcm"><see cref="FeatureOptions.WindowSamples"/> samples.</param>
    /// <param name="logMel">One value per band, <see cref="FractionBits"/> fraction bits.</param>
    public void Compute(ReadOnlySpan<short> pcm, Span<short> logMel) => Compute(VectorPaths.Best, pcm, logMel);

    /// <summary>As above, by a form of the code that this machine supports.</summary>
    internal void Compute(VectorPath path, ReadOnlySpan<short> pcm, Span<short> logMel)
    {
        fixed (short* samples = pcm[..FeatureOptions.WindowSamples], output = logMel[.._filters.Count])
        {
            LogMelStep.Run(path, new LogMelFrame
            {
                Pcm = samples,
                Window = HannWindow.Pointer,
                Fft = _fft.Frame(_power.Pointer),
                Bands = _filters.Count,
                FirstBin = _filters.FirstBin,
                Blocks = _filters.Blocks,
                Weights = _filters.Weights,
                Logs = LogTable.Pointer,
                Energies = _energies.Pointer,
                LogMel = output,
            });
        }

        GC.KeepAlive(this);
    }
}
