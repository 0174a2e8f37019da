using Edge.Runtime.Features;

namespace Agent.Bench;

/// <summary>Sound to measure with: noise through a low-pass filter that swells and fades four times a second, the same on every machine.</summary>
public static class BenchSignal
{
    private const int SwellSamples = FeatureOptions.SampleRate / 4;
    private const int Loudest = 3000;

    /// <summary>16 kHz samples.</summary>
    /// <param name="samples">How many.</param>
    public static short[] Make(int samples)
    {
        short[] pcm = new short[samples];
        uint state = 0x2545F491;
        int smooth = 0;
        for (int i = 0; i < samples; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            int noise = (int)(state % (2 * Loudest)) - Loudest;
            smooth += (noise - smooth) / 4;
            int phase = i % SwellSamples;
            int swell = Math.Min(phase, SwellSamples - phase);
            pcm[i] = (short)(4 * smooth * swell / SwellSamples);
        }

        return pcm;
    }

    /// <summary>Network inputs of the signal, [frame][input].</summary>
    /// <param name="frontEnd">At its start.</param>
    /// <param name="frames">How many.</param>
    public static short[][] Features(FrontEnd frontEnd, int frames)
    {
        short[][] features = new short[frames][];
        int hop = frontEnd.Options.Stride * FeatureOptions.HopSamples;
        ReadOnlySpan<short> pcm = Make(FeatureOptions.WindowSamples + (hop * frames));
        for (int i = 0; i < frames; i++)
        {
            features[i] = new short[frontEnd.Options.InputSize];
            frontEnd.TryNext(ref pcm, features[i]);
        }

        return features;
    }
}
