using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Features;

/// <summary>Four bands at a time.</summary>
internal static unsafe class NormalizerStepVector128
{
    private const int Bands = 4;

    /// <summary>Normalises whole groups of bands.</summary>
    /// <returns>The first band that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run(in NormalizerFrame frame)
    {
        NormalizerFrame f = frame;
        Vector128<int> half = Vector128.Create(1 << (NormalizerFrame.MeanBits - 1));
        Vector128<int> rounding = Vector128.Create(1 << (NormalizerFrame.ScaleShift - 1));
        int b = 0;
        for (; b <= f.Bands - Bands; b += Bands)
        {
            Vector128<int> value = Widen(f.LogMel + b), mean = Vector128.Load(f.Mean + b);
            mean += Share((value << NormalizerFrame.MeanBits) - mean, f.Reciprocal);
            mean.Store(f.Mean + b);
            Vector128<int> centred = value - ((mean + half) >> NormalizerFrame.MeanBits);
            Vector128<int> scaled = ((centred * Widen(f.Scale + b)) + rounding) >> NormalizerFrame.ScaleShift;
            scaled = Vector128.Min(Vector128.Max(scaled, Vector128.Create((int)short.MinValue)), Vector128.Create((int)short.MaxValue));
            Vector128.Narrow(scaled, scaled).GetLower().Store(f.Normalized + b);
        }

        return b;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Widen(short* values) =>
        Vector128.WidenLower(Vector128.Create(Vector64.Load(values), Vector64<short>.Zero));

    // The result fits 32 bits, so a logical shift of the 64-bit products leaves them right.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Share(Vector128<int> difference, int reciprocal)
    {
        const int Shift = NormalizerFrame.ReciprocalBits;
        Vector128<long> rounding = Vector128.Create(1L << (Shift - 1));
        Vector128<int> factor = Vector128.Create(reciprocal);
        if (AdvSimd.IsSupported)
        {
            Vector128<long> low = AdvSimd.MultiplyWideningLower(difference.GetLower(), factor.GetLower()) + rounding;
            Vector128<long> high = AdvSimd.MultiplyWideningUpper(difference, factor) + rounding;
            return Vector128.Narrow(low >>> Shift, high >>> Shift);
        }

        Vector128<long> even = Sse41.Multiply(difference, factor) + rounding;
        Vector128<long> odd = Sse41.Multiply((difference.AsInt64() >>> 32).AsInt32(), factor) + rounding;
        return Sse41.Blend((even >>> Shift).AsInt16(), (odd << (32 - Shift)).AsInt16(), 0b1100_1100).AsInt32();
    }
}
