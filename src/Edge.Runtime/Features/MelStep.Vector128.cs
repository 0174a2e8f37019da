using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Edge.Runtime.Features;

/// <summary>The eight lanes in two vectors.</summary>
internal static unsafe class MelStepVector128
{
    private const int Lanes = MelFilters.Lanes;

    /// <summary>Computes the energies of a frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in LogMelFrame frame)
    {
        LogMelFrame f = frame;
        float* w = f.Weights;
        for (int b = 0; b < f.Bands; b++)
        {
            float* power = f.Fft.Power + f.FirstBin[b], end = w + (f.Blocks[b] * Lanes);
            Vector128<float> lower = Vector128<float>.Zero, upper = Vector128<float>.Zero;
            for (; w < end; w += Lanes, power += Lanes)
            {
                lower += Vector128.Load(w) * Vector128.Load(power);
                upper += Vector128.Load(w + (Lanes / 2)) * Vector128.Load(power + (Lanes / 2));
            }

            Vector128<float> h = lower + upper;
            f.Energies[b] = LogMelFilterbank.EnergyFloor + ((h[0] + h[2]) + (h[1] + h[3]));
        }
    }
}
