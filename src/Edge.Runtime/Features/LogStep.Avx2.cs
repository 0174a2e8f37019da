using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Features;

/// <summary>Eight logarithms at a time; one gather reads both table points.</summary>
internal static unsafe class LogStepAvx2
{
    private const int Bands = 8;
    private const int Shift = LogTable.RestBits + LogTable.FractionBits - LogMelFilterbank.FractionBits;

    /// <summary>Computes whole groups of bands.</summary>
    /// <returns>The first band that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run(in LogMelFrame frame)
    {
        LogMelFrame f = frame;
        Vector256<int> bias = Vector256.Create(127 + LogMelFilterbank.LogOffset), rounding = Vector256.Create(1 << (Shift - 1));
        int b = 0;
        for (; b <= f.Bands - Bands; b += Bands)
        {
            Vector256<int> bits = Vector256.Load((int*)f.Energies + b);
            Vector256<int> exponent = (bits >> 23) - bias;
            Vector256<int> index = (bits >> LogTable.RestBits) & Vector256.Create(LogTable.Points - 2);
            Vector256<int> rest = bits & Vector256.Create((1 << LogTable.RestBits) - 1);
            Vector256<int> points = Avx2.GatherVector256((int*)f.Logs, index, sizeof(ushort));
            Vector256<int> low = points & Vector256.Create(0xFFFF), high = points >>> 16;
            Vector256<int> fraction = ((low << LogTable.RestBits) + ((high - low) * rest) + rounding) >> Shift;
            Vector256<int> value = (exponent << LogMelFilterbank.FractionBits) + fraction;
            Sse2.PackSignedSaturate(value.GetLower(), value.GetUpper()).Store(f.LogMel + b);
        }

        return b;
    }
}
