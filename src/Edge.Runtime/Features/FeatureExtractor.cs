namespace Edge.Runtime.Features;

/// <summary>Whole-utterance forms of the front end, for training: the same classes, the same bits as a stream.</summary>
public static class FeatureExtractor
{
    /// <summary>Raw log-mel values of a whole utterance.</summary>
    /// <param name="filterbank">The filterbank.</param>
    /// <param name="bands">Its number of bands.</param>
    /// <param name="pcm">16 kHz samples.</param>
    /// <returns>[10 ms frame x band]; empty when there are fewer samples than one window.</returns>
    public static short[] LogMel(LogMelFilterbank filterbank, int bands, ReadOnlySpan<short> pcm)
    {
        int frames = FrameCount(pcm.Length);
        short[] result = new short[frames * bands];
        for (int i = 0; i < frames; i++)
        {
            filterbank.Compute(pcm.Slice(i * FeatureOptions.HopSamples, FeatureOptions.WindowSamples), result.AsSpan(i * bands, bands));
        }

        return result;
    }

    /// <summary>Normalises whole utterances in place, starting a stream at the first frame.</summary>
    /// <param name="normalizer">Reset before use.</param>
    /// <param name="bands">Number of bands.</param>
    /// <param name="logMel">[10 ms frame x band].</param>
    public static void Normalize(StreamNormalizer normalizer, int bands, Span<short> logMel)
    {
        normalizer.Reset();
        for (int i = 0; i < logMel.Length; i += bands)
        {
            normalizer.Normalize(logMel.Slice(i, bands), logMel.Slice(i, bands));
        }
    }

    /// <summary>Joins normalised 10 ms frames into network inputs as <see cref="FrontEnd"/> does.</summary>
    /// <param name="options">Stack and stride.</param>
    /// <param name="normalized">[10 ms frame x band].</param>
    /// <returns>[output frame x <see cref="FeatureOptions.InputSize"/>].</returns>
    public static short[] Stack(FeatureOptions options, ReadOnlySpan<short> normalized)
    {
        int bands = options.MelBands;
        int outputs = normalized.Length / bands / options.Stride;
        short[] result = new short[outputs * options.InputSize];
        for (int j = 0; j < outputs; j++)
        {
            int newest = ((j + 1) * options.Stride) - 1;
            for (int s = 0; s < options.Stack; s++)
            {
                int source = newest - options.Stack + 1 + s;
                if (source >= 0)
                {
                    normalized.Slice(source * bands, bands).CopyTo(result.AsSpan((j * options.InputSize) + (s * bands), bands));
                }
            }
        }

        return result;
    }

    /// <summary>10 ms frames that a number of samples gives.</summary>
    public static int FrameCount(int samples) =>
        samples < FeatureOptions.WindowSamples ? 0 : ((samples - FeatureOptions.WindowSamples) / FeatureOptions.HopSamples) + 1;

    /// <summary>
    /// The sample in the middle of an output frame's newest <see cref="FeatureOptions.Stride"/> windows: the moment its
    /// label belongs to.
    /// </summary>
    public static int CentreSample(FeatureOptions options, int outputFrame) =>
        (outputFrame * options.Stride * FeatureOptions.HopSamples)
        + ((options.Stride - 1) * FeatureOptions.HopSamples / 2) + (FeatureOptions.WindowSamples / 2);
}
