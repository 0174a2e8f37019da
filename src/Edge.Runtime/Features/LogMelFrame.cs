namespace Edge.Runtime.Features;

/// <summary>Memory of one log-mel frame, kept in place by the caller.</summary>
internal unsafe struct LogMelFrame
{
    /// <summary><see cref="FeatureOptions.WindowSamples"/> samples.</summary>
    public short* Pcm;

    /// <summary><see cref="HannWindow"/>.</summary>
    public float* Window;

    /// <summary>
    /// The transform; its samples beyond the window are zero, its power has zeros for a block of weights after the last bin.
    /// </summary>
    public FftFrame Fft;

    /// <summary>Number of bands.</summary>
    public int Bands;

    /// <summary>First bin of each band.</summary>
    public int* FirstBin;

    /// <summary>Blocks of <see cref="MelFilters.Lanes"/> weights of each band.</summary>
    public int* Blocks;

    /// <summary>Weights of all bands.</summary>
    public float* Weights;

    /// <summary><see cref="LogTable"/>.</summary>
    public ushort* Logs;

    /// <summary>Work memory, one per band: mean power of the band above the floor.</summary>
    public float* Energies;

    /// <summary>Receives one value per band, <see cref="LogMelFilterbank.FractionBits"/> fraction bits.</summary>
    public short* LogMel;
}
