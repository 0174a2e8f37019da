using Edge.Runtime.Decoding;

namespace Edge.Runtime.Numerics;

/// <summary>
/// log2 of the softmax in integers: logits in units of a factor of two with <see cref="LogitFractionBits"/> fraction bits in,
/// <see cref="LogProbability"/> out. Tables of 1025 points with linear interpolation; error below one output unit.
/// </summary>
public static class Log2Softmax
{
    /// <summary>Fraction bits of a logit.</summary>
    public const int LogitFractionBits = 16;

    private const int IndexBits = 10;
    private const int RestBits = LogitFractionBits - IndexBits;
    private const int PowerBits = 24;
    private const int LogBits = 20;

    // Differences beyond 2^-24 of the largest term add less than the last bit of the sum.
    private const int Smallest = -PowerBits << LogitFractionBits;

    private static readonly int[] Powers = Build(i => ExactMath.Exp2(i) * (1 << PowerBits));
    private static readonly int[] Logs = Build(i => ExactMath.Log2(1 + i) * (1 << LogBits));

    /// <summary>Turns logits into log posteriors.</summary>
    /// <param name="logits">Any int32 values within half the int32 range of each other.</param>
    /// <param name="logPosteriors">One per logit, at most 0.</param>
    public static void Apply(ReadOnlySpan<int> logits, Span<int> logPosteriors)
    {
        int largest = int.MinValue;
        foreach (int logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        long sum = 0;
        foreach (int logit in logits)
        {
            int difference = logit - largest;
            if (difference >= Smallest)
            {
                sum += PowerOfTwo(difference);
            }
        }

        long normalizer = LogOfSum(sum);
        for (int i = 0; i < logits.Length; i++)
        {
            long value = ((long)(logits[i] - largest) << (LogBits - LogitFractionBits)) - normalizer;
            logPosteriors[i] = (int)Math.Clamp(Rounding.ShiftRight(value, LogBits - LogProbability.FractionBits), LogProbability.Never, 0);
        }
    }

    /// <summary>2^x with <see cref="PowerBits"/> fraction bits, for x in (-24, 0].</summary>
    private static long PowerOfTwo(int x)
    {
        int whole = x >> LogitFractionBits;
        int fraction = x & ((1 << LogitFractionBits) - 1);
        return Rounding.ShiftRight(Interpolate(Powers, fraction >> RestBits, fraction & ((1 << RestBits) - 1), RestBits), RestBits - whole);
    }

    /// <summary>log2(sum / 2^24) with <see cref="LogBits"/> fraction bits; sum is at least 2^24.</summary>
    private static long LogOfSum(long sum)
    {
        int exponent = 63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)sum);
        long mantissa = (exponent >= PowerBits ? sum >> (exponent - PowerBits) : sum << (PowerBits - exponent)) & ((1 << PowerBits) - 1);
        const int Rest = PowerBits - IndexBits;
        long fraction = Interpolate(Logs, (int)(mantissa >> Rest), (int)(mantissa & ((1 << Rest) - 1)), Rest);
        return ((long)(exponent - PowerBits) << LogBits) + Rounding.ShiftRight(fraction, Rest);
    }

    private static long Interpolate(int[] table, int index, int rest, int restBits) =>
        ((long)table[index] << restBits) + ((long)(table[index + 1] - table[index]) * rest);

    private static int[] Build(Func<double, double> function)
    {
        int[] table = new int[(1 << IndexBits) + 1];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = (int)Rounding.Nearest(function((double)i / (1 << IndexBits)));
        }

        return table;
    }
}
