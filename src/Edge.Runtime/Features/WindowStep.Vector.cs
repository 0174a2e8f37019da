using System.Runtime.CompilerServices;

using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Features;

/// <summary>Sample times window on vectors. The last vector may overlap the one before it.</summary>
internal static unsafe class WindowStepVector<TLanes, TVector>
    where TLanes : IFloatLanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Windows the samples of a frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in LogMelFrame frame)
    {
        short* pcm = frame.Pcm;
        float* window = frame.Window, even = frame.Fft.Even, odd = frame.Fft.Odd;
        for (int i = 0; i < HannWindow.Pairs; i += TLanes.Count)
        {
            int at = Math.Min(i, HannWindow.Pairs - TLanes.Count);
            TLanes.LoadPairs(pcm + (2 * at), out TVector first, out TVector second);
            TLanes.Store(TLanes.Multiply(first, TLanes.Load(window + at)), even + at);
            TLanes.Store(TLanes.Multiply(second, TLanes.Load(window + HannWindow.Pairs + at)), odd + at);
        }
    }
}
