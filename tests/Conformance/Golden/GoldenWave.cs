using Edge.Runtime.Features;

namespace Conformance.Golden;

/// <summary>Two seconds of sound between a vowel and a rattle, made of integers only: gliding triangle waves, noise, pauses.</summary>
internal static class GoldenWave
{
    private const int Samples = 2 * FeatureOptions.SampleRate;
    private const int PauseEvery = 6000;
    private const int PauseLength = 900;

    /// <summary>16 kHz samples.</summary>
    public static short[] Create()
    {
        IntegerDraw noise = new(3);
        short[] pcm = new short[Samples];
        int low = 0, middle = 0, high = 0;
        for (int i = 0; i < pcm.Length; i++)
        {
            // Phases are 16-bit turns; a step of 4.096 is one hertz.
            low += 450 + (i / 40);
            middle += 2600 + (i % 8000 / 4);
            high += 9000 - (i / 8);
            int voice = (3 * Triangle(low)) + (2 * Triangle(middle)) + Triangle(high);
            bool pause = i % PauseEvery < PauseLength;
            int hiss = noise.Around(pause ? 12 : 90 + (i % 4000));
            pcm[i] = (short)((pause ? 0 : voice / 12) + hiss);
        }

        return pcm;
    }

    /// <summary>-16384 to 16384 over one turn of 65536.</summary>
    private static int Triangle(int phase) => Math.Abs((phase & 0xFFFF) - 32768) - 16384;
}
