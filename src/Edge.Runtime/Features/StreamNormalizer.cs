using Edge.Runtime.Numerics;

namespace Edge.Runtime.Features;

/// <summary>
/// Takes a running mean off every band and scales to unit variance, without looking ahead. The mean starts at the
/// training set's and follows the stream's speech: frames far below the recent peak level do not move it, so silence
/// does not change how the next word is seen. Integers only.
/// </summary>
public sealed class StreamNormalizer
{
    /// <summary>Fraction bits of a normalised feature: 1024 is one standard deviation.</summary>
    public const int FractionBits = 10;

    // Ten log2 units, 30 dB: quieter frames are background. The peak forgets 0.3 dB per second (1 unit of 1/1024 per 10 ms).
    private const int GateDepth = 10 << LogMelFilterbank.FractionBits;
    private const int PeakDecay = 1;
    private const int MeanBits = 10;
    private const int ReciprocalBits = 20;

    private readonly FeatureOptions _options;
    private readonly FeatureStatistics _statistics;
    private readonly int[] _mean;
    private int _weight;
    private int _peak;

    /// <summary>A normaliser at the start of a stream.</summary>
    public StreamNormalizer(FeatureOptions options, FeatureStatistics statistics)
    {
        _options = options;
        _statistics = statistics;
        _mean = new int[options.MelBands];
        Reset();
    }

    /// <summary>Goes back to the start of a stream.</summary>
    public void Reset()
    {
        int level = 0;
        for (int b = 0; b < _mean.Length; b++)
        {
            _mean[b] = _statistics.Mean[b] << MeanBits;
            level += _statistics.Mean[b];
        }

        _peak = level / _mean.Length;
        _weight = _options.MeanFrames;
    }

    /// <summary>Normalises one frame.</summary>
    /// <param name="logMel">Raw log-mel values, one per band.</param>
    /// <param name="normalized">Receives the features, <see cref="FractionBits"/> fraction bits; may be the same memory.</param>
    public void Normalize(ReadOnlySpan<short> logMel, Span<short> normalized)
    {
        int level = 0;
        foreach (short value in logMel)
        {
            level += value;
        }

        level /= logMel.Length;
        _peak = Math.Max(level, _peak - PeakDecay);
        if (level > _peak - GateDepth)
        {
            Follow(logMel);
        }

        const int Shift = FeatureStatistics.ScaleBits + LogMelFilterbank.FractionBits - FractionBits;
        for (int b = 0; b < _mean.Length; b++)
        {
            int centred = logMel[b] - Rounding.ShiftRight(_mean[b], MeanBits);
            normalized[b] = Rounding.ToInt16(Rounding.ShiftRight((long)centred * _statistics.Scale[b], Shift));
        }
    }

    private void Follow(ReadOnlySpan<short> logMel)
    {
        if (_weight < _options.MaxMeanFrames)
        {
            _weight++;
        }

        long reciprocal = (1 << ReciprocalBits) / _weight;
        for (int b = 0; b < _mean.Length; b++)
        {
            long difference = (logMel[b] << MeanBits) - _mean[b];
            _mean[b] += (int)Rounding.ShiftRight(difference * reciprocal, ReciprocalBits);
        }
    }
}
