using System.Runtime.CompilerServices;

namespace Edge.Runtime.Features;

/// <summary>Sums of power times weight in eight lanes and one fixed tree, whatever the vector width of the machine: the oracle.</summary>
internal static unsafe class MelStepScalar
{
    private const int Lanes = MelFilters.Lanes;

    /// <summary>Computes the energies of a frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in LogMelFrame frame)
    {
        float* sum = stackalloc float[Lanes];
        float* weights = frame.Weights;
        for (int b = 0; b < frame.Bands; b++)
        {
            float* power = frame.Fft.Power + frame.FirstBin[b];
            new Span<float>(sum, Lanes).Clear();
            for (int i = 0; i < frame.Blocks[b] * Lanes; i++)
            {
                sum[i % Lanes] += weights[i] * power[i];
            }

            weights += frame.Blocks[b] * Lanes;
            frame.Energies[b] = LogMelFilterbank.EnergyFloor
                + (((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7])));
        }
    }
}
