using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Features;

/// <summary>The eight lanes in one vector; the trees of four bands side by side.</summary>
internal static unsafe class MelStepAvx2
{
    private const int Lanes = MelFilters.Lanes;
    private const int Together = 4;

    /// <summary>Computes the energies of a frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in LogMelFrame frame)
    {
        LogMelFrame f = frame;
        float* weights = f.Weights;
        Vector128<float> floor = Vector128.Create(LogMelFilterbank.EnergyFloor);
        int b = 0;
        for (; b <= f.Bands - Together; b += Together)
        {
            Vector128<float> h0 = Band(f, b, ref weights), h1 = Band(f, b + 1, ref weights);
            Vector128<float> h2 = Band(f, b + 2, ref weights), h3 = Band(f, b + 3, ref weights);

            // Lanes 0 + 2 of two bands, then lanes 1 + 3 of the two.
            Vector128<float> first = Sse.UnpackLow(h0, h1) + Sse.UnpackHigh(h0, h1);
            Vector128<float> second = Sse.UnpackLow(h2, h3) + Sse.UnpackHigh(h2, h3);
            (floor + (Sse.MoveLowToHigh(first, second) + Sse.MoveHighToLow(second, first))).Store(f.Energies + b);
        }

        for (; b < f.Bands; b++)
        {
            Vector128<float> h = Band(f, b, ref weights);
            f.Energies[b] = LogMelFilterbank.EnergyFloor + ((h[0] + h[2]) + (h[1] + h[3]));
        }
    }

    /// <summary>Sums of the lanes of one band, the upper half added to the lower.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Band(in LogMelFrame f, int b, ref float* weights)
    {
        float* w = weights, power = f.Fft.Power + f.FirstBin[b], end = w + (f.Blocks[b] * Lanes);
        Vector256<float> sum = Vector256<float>.Zero;
        for (; w < end; w += Lanes, power += Lanes)
        {
            sum += Vector256.Load(w) * Vector256.Load(power);
        }

        weights = end;
        return sum.GetLower() + sum.GetUpper();
    }
}
