using System.Runtime.CompilerServices;

using Edge.Runtime.Numerics;

namespace Edge.Runtime.Features;

/// <summary>The oracle.</summary>
internal static unsafe class NormalizerStepScalar
{
    /// <summary>Normalises the bands from <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in NormalizerFrame frame, int first)
    {
        for (int b = first; b < frame.Bands; b++)
        {
            long difference = (frame.LogMel[b] << NormalizerFrame.MeanBits) - frame.Mean[b];
            frame.Mean[b] += (int)Rounding.ShiftRight(difference * frame.Reciprocal, NormalizerFrame.ReciprocalBits);
            int centred = frame.LogMel[b] - Rounding.ShiftRight(frame.Mean[b], NormalizerFrame.MeanBits);
            frame.Normalized[b] = Rounding.ToInt16(Rounding.ShiftRight((long)centred * frame.Scale[b], NormalizerFrame.ScaleShift));
        }
    }
}
