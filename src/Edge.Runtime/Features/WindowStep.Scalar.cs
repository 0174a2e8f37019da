using System.Runtime.CompilerServices;

namespace Edge.Runtime.Features;

/// <summary>Sample times window, even and odd indices apart: the oracle.</summary>
internal static unsafe class WindowStepScalar
{
    /// <summary>Windows the samples of a frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in LogMelFrame frame)
    {
        for (int i = 0; i < HannWindow.Pairs; i++)
        {
            frame.Fft.Even[i] = frame.Pcm[2 * i] * frame.Window[i];
            frame.Fft.Odd[i] = frame.Pcm[(2 * i) + 1] * frame.Window[HannWindow.Pairs + i];
        }
    }
}
