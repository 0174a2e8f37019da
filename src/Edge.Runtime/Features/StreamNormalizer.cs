using Edge.Runtime.Kernels;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Features;

/// <summary>
/// Takes a running mean off every band and scales to unit variance, without looking ahead. The mean starts at the
/// training set's and follows the stream's speech: frames far below the recent peak level do not move it, so silence
/// does not change how the next word is seen. Integers only.
/// </summary>
public sealed unsafe class StreamNormalizer
{
    /// <summary>Fraction bits of a normalised feature: 1024 is one standard deviation.</summary>
    public const int FractionBits = 10;

    // Ten log2 units, 30 dB: quieter frames are background. The peak forgets 0.3 dB per second (1 unit of 1/1024 per 10 ms).
    private const int GateDepth = 10 << LogMelFilterbank.FractionBits;
    private const int PeakDecay = 1;

    private readonly FeatureOptions _options;
    private readonly FeatureStatistics _statistics;
    private readonly AlignedBuffer<int> _mean;
    private readonly AlignedBuffer<short> _scale;
    private int _weight;
    private int _peak;

    /// <summary>A normaliser at the start of a stream.</summary>
    public StreamNormalizer(FeatureOptions options, FeatureStatistics statistics)
    {
        _options = options;
        _statistics = statistics;
        _mean = new AlignedBuffer<int>(options.MelBands);
        _scale = new AlignedBuffer<short>(options.MelBands);
        for (int b = 0; b < _scale.Length; b++)
        {
            _scale.Span[b] = statistics.Scale[b];
        }

        Reset();
    }

    /// <summary>Goes back to the start of a stream.</summary>
    public void Reset()
    {
        int level = 0;
        for (int b = 0; b < _mean.Length; b++)
        {
            _mean.Span[b] = _statistics.Mean[b] << NormalizerFrame.MeanBits;
            level += _statistics.Mean[b];
        }

        _peak = level / _mean.Length;
        _weight = _options.MeanFrames;
    }

    /// <summary>Normalises one frame.</summary>
    /// <param name="logMel">Raw log-mel values, one per band.</param>
    /// <param name="normalized">Receives the features, <see cref="FractionBits"/> fraction bits; may be the same memory.</param>
    public void Normalize(ReadOnlySpan<short> logMel, Span<short> normalized) => Normalize(VectorPaths.Best, logMel, normalized);

    /// <summary>As above, by a form of the code that this machine supports.</summary>
    internal void Normalize(VectorPath path, ReadOnlySpan<short> logMel, Span<short> normalized)
    {
        bool speech = TrackPeak(logMel);
        if (speech && _weight < _options.MaxMeanFrames)
        {
            _weight++;
        }

        fixed (short* values = logMel[.._mean.Length], features = normalized[.._mean.Length])
        {
            NormalizerStep.Run(path, new NormalizerFrame
            {
                Bands = _mean.Length,
                LogMel = values,
                Mean = _mean.Pointer,
                Scale = _scale.Pointer,
                Reciprocal = speech ? (1 << NormalizerFrame.ReciprocalBits) / _weight : 0,
                Normalized = features,
            });
        }

        GC.KeepAlive(this);
    }

    /// <summary>True when the frame is near enough to the recent peak level to be speech.</summary>
    private bool TrackPeak(ReadOnlySpan<short> logMel)
    {
        int level = 0;
        foreach (short value in logMel)
        {
            level += value;
        }

        level /= logMel.Length;
        _peak = Math.Max(level, _peak - PeakDecay);
        return level > _peak - GateDepth;
    }
}
