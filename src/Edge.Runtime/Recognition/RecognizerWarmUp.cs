using System.Runtime;

using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Model;

namespace Edge.Runtime.Recognition;

/// <summary>
/// Brings everything between sound and phones to full speed before the first stream begins. The runtime compiles a method when it is first called, and
/// again, better, when it has been called 30 times and nothing was compiled for 100 ms: a stream at the pace of speech would take seconds to get there.
/// </summary>
public static class RecognizerWarmUp
{
    private const int MostPasses = 16;
    private const int FramesPerPass = 40;
    private const int CompileMilliseconds = 120;
    private const int SoundHops = 10;

    /// <summary>
    /// Plays noise through a recogniser of its own until nothing more is compiled; at most about two seconds, and about an eighth of one when the code
    /// already ran. Not for the thread that hears audio.
    /// </summary>
    /// <param name="network">A network that streams.</param>
    /// <exception cref="Errors.EdgeException">The network cannot stream.</exception>
    public static void Warm(QuantizedNetwork network)
    {
        using PhoneRecognizer recognizer = new(network);
        short[] sound = Noise(SoundHops * FeatureOptions.HopSamples);
        PhoneListSink sink = new();
        long before = -1;
        for (int pass = 0; pass < MostPasses && before != JitInfo.GetCompiledMethodCount(); pass++)
        {
            before = JitInfo.GetCompiledMethodCount();
            while (recognizer.Frames < FramesPerPass)
            {
                recognizer.Accept(sound, sink);
            }

            recognizer.Finish(sink);
            _ = recognizer.Hash.Current();
            recognizer.Reset();
            if (before > 0)
            {
                Thread.Sleep(CompileMilliseconds);
            }
        }
    }

    // Bursts and pauses, so that different phones come and go.
    private static short[] Noise(int samples)
    {
        short[] sound = new short[samples];
        uint state = 1;
        for (int i = 0; i < samples; i++)
        {
            state = (state * 1_664_525) + 1_013_904_223;
            sound[i] = (short)((short)(state >> 16) >> (i / FeatureOptions.HopSamples % 3 * 4));
        }

        return sound;
    }
}
