using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Features;

/// <summary>Eight bands at a time.</summary>
internal static unsafe class NormalizerStepAvx2
{
    private const int Bands = 8;

    /// <summary>Normalises whole groups of bands.</summary>
    /// <returns>The first band that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run(in NormalizerFrame frame)
    {
        NormalizerFrame f = frame;
        Vector256<int> reciprocal = Vector256.Create(f.Reciprocal);
        Vector256<int> half = Vector256.Create(1 << (NormalizerFrame.MeanBits - 1));
        Vector256<int> rounding = Vector256.Create(1 << (NormalizerFrame.ScaleShift - 1));
        int b = 0;
        for (; b <= f.Bands - Bands; b += Bands)
        {
            Vector256<int> value = Avx2.ConvertToVector256Int32(f.LogMel + b), mean = Vector256.Load(f.Mean + b);
            mean += Share((value << NormalizerFrame.MeanBits) - mean, reciprocal);
            mean.Store(f.Mean + b);
            Vector256<int> centred = value - ((mean + half) >> NormalizerFrame.MeanBits);
            Vector256<int> scaled = ((centred * Avx2.ConvertToVector256Int32(f.Scale + b)) + rounding) >> NormalizerFrame.ScaleShift;
            Sse2.PackSignedSaturate(scaled.GetLower(), scaled.GetUpper()).Store(f.Normalized + b);
        }

        return b;
    }

    // The result fits 32 bits, so a logical shift of the 64-bit products leaves them right.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Share(Vector256<int> difference, Vector256<int> reciprocal)
    {
        Vector256<long> rounding = Vector256.Create(1L << (NormalizerFrame.ReciprocalBits - 1));
        Vector256<long> even = Avx2.Multiply(difference, reciprocal) + rounding;
        Vector256<long> odd = Avx2.Multiply((difference.AsInt64() >>> 32).AsInt32(), reciprocal) + rounding;
        return Avx2.Blend(
            (even >>> NormalizerFrame.ReciprocalBits).AsInt32(), (odd << (32 - NormalizerFrame.ReciprocalBits)).AsInt32(), 0b1010_1010);
    }
}
