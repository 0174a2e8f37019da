namespace Edge.Runtime.Features;

/// <summary>Memory of one frame of the normaliser, kept in place by the caller.</summary>
internal unsafe struct NormalizerFrame
{
    /// <summary>Fraction bits a mean has beyond those of a log-mel value.</summary>
    public const int MeanBits = 10;

    /// <summary>Fraction bits of <see cref="Reciprocal"/>.</summary>
    public const int ReciprocalBits = 20;

    /// <summary>Fraction bits of centred value times scale beyond those of a feature.</summary>
    public const int ScaleShift = FeatureStatistics.ScaleBits + LogMelFilterbank.FractionBits - StreamNormalizer.FractionBits;

    /// <summary>Number of bands.</summary>
    public int Bands;

    /// <summary>Raw log-mel values.</summary>
    public short* LogMel;

    /// <summary>Running mean of each band, followed in place.</summary>
    public int* Mean;

    /// <summary>Scale of each band.</summary>
    public short* Scale;

    /// <summary>Share of the newest frame in the mean, at most 1; 0 leaves the means as they are.</summary>
    public int Reciprocal;

    /// <summary>Receives the features; may be <see cref="LogMel"/>.</summary>
    public short* Normalized;
}
