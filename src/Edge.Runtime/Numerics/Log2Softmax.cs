using Edge.Runtime.Kernels;

namespace Edge.Runtime.Numerics;

/// <summary>
/// log2 of the softmax in integers: logits in units of a factor of two with <see cref="LogitFractionBits"/> fraction bits in,
/// <see cref="Decoding.LogProbability"/> out. Tables of 1025 points with linear interpolation; error below one output unit.
/// </summary>
public static unsafe class Log2Softmax
{
    /// <summary>Fraction bits of a logit.</summary>
    public const int LogitFractionBits = 16;

    /// <summary>Fraction bits of a power of two, and of the sum of them.</summary>
    internal const int PowerBits = 24;

    /// <summary>Bits of a logit's fraction that choose a table point.</summary>
    internal const int IndexBits = 10;

    /// <summary>Bits of a logit's fraction between two table points.</summary>
    internal const int RestBits = LogitFractionBits - IndexBits;

    /// <summary>Fraction bits of the logarithm of the sum.</summary>
    internal const int LogBits = 20;

    // Differences beyond 2^-24 of the largest term add less than the last bit of the sum.
    internal const int Smallest = -PowerBits << LogitFractionBits;

    private static readonly AlignedBuffer<int> Powers = Build(i => ExactMath.Exp2(i) * (1 << PowerBits));
    private static readonly AlignedBuffer<int> Logs = Build(i => ExactMath.Log2(1 + i) * (1 << LogBits));

    /// <summary>Turns logits into log posteriors.</summary>
    /// <param name="logits">Any int32 values within half the int32 range of each other.</param>
    /// <param name="logPosteriors">One per logit, at most 0.</param>
    public static void Apply(ReadOnlySpan<int> logits, Span<int> logPosteriors) => Apply(VectorPaths.Best, logits, logPosteriors);

    /// <summary>As above, by a form of the code that this machine supports.</summary>
    internal static void Apply(VectorPath path, ReadOnlySpan<int> logits, Span<int> logPosteriors)
    {
        bool vectors = path is VectorPath.Avx512 or VectorPath.Avx2;
        fixed (int* source = logits, target = logPosteriors[..logits.Length])
        {
            int count = logits.Length;
            int largest = int.MinValue;
            for (int i = 0; i < count; i++)
            {
                largest = Math.Max(largest, source[i]);
            }

            int* powers = Powers.Pointer;
            long sum = 0;
            int done = vectors ? Log2SoftmaxAvx2.Sum(source, count, largest, powers, ref sum) : 0;
            Log2SoftmaxScalar.Sum(source, done, count, largest, powers, ref sum);
            long normalizer = LogOfSum(sum);
            done = vectors ? Log2SoftmaxAvx2.Normalize(source, count, largest, (int)normalizer, target) : 0;
            Log2SoftmaxScalar.Normalize(source, done, count, largest, normalizer, target);
        }
    }

    /// <summary>log2(sum / 2^24) with <see cref="LogBits"/> fraction bits; sum is at least 2^24.</summary>
    private static long LogOfSum(long sum)
    {
        int exponent = 63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)sum);
        long mantissa = (exponent >= PowerBits ? sum >> (exponent - PowerBits) : sum << (PowerBits - exponent)) & ((1 << PowerBits) - 1);
        const int Rest = PowerBits - IndexBits;
        long fraction = Log2SoftmaxScalar.Interpolate(Logs.Pointer, (int)(mantissa >> Rest), (int)(mantissa & ((1 << Rest) - 1)), Rest);
        return ((long)(exponent - PowerBits) << LogBits) + Rounding.ShiftRight(fraction, Rest);
    }

    private static AlignedBuffer<int> Build(Func<double, double> function)
    {
        AlignedBuffer<int> table = new((1 << IndexBits) + 1);
        for (int i = 0; i < table.Length; i++)
        {
            table.Span[i] = (int)Rounding.Nearest(function((double)i / (1 << IndexBits)));
        }

        return table;
    }
}
