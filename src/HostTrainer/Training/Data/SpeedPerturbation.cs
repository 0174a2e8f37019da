using Edge.Runtime.Audio;
using Edge.Runtime.Features;

namespace HostTrainer.Training.Data;

/// <summary>Changes tempo and pitch together by resampling.</summary>
public static class SpeedPerturbation
{
    private const int Chunk = 4096;

    /// <summary>Plays a recording faster or slower.</summary>
    /// <param name="pcm">16 kHz samples.</param>
    /// <param name="percent">Speed, 50 to 200; 100 returns the samples themselves.</param>
    /// <returns>About <c>pcm.Length * 100 / percent</c> samples.</returns>
    public static short[] Apply(short[] pcm, int percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 50);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 200);
        if (percent == 100)
        {
            return pcm;
        }

        Resampler resampler = new(FeatureOptions.SampleRate * percent / 100);
        SampleBuffer output = new();
        int[] wide = new int[Chunk];
        for (int at = 0; at < pcm.Length; at += Chunk)
        {
            int count = Math.Min(Chunk, pcm.Length - at);
            for (int i = 0; i < count; i++)
            {
                wide[i] = pcm[at + i] << 16;
            }

            resampler.Accept(wide.AsSpan(0, count), output);
        }

        resampler.Finish(output);
        return output.ToArray();
    }
}
