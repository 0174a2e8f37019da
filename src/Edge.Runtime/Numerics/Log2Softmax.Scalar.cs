using System.Runtime.CompilerServices;

using Edge.Runtime.Decoding;

namespace Edge.Runtime.Numerics;

/// <summary>The loops of the softmax: the oracle.</summary>
internal static unsafe class Log2SoftmaxScalar
{
    /// <summary>Adds 2^(logit - largest) of the logits from <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(int* logits, int first, int count, int largest, int* powers, ref long sum)
    {
        for (int i = first; i < count; i++)
        {
            int difference = logits[i] - largest;
            if (difference >= Log2Softmax.Smallest)
            {
                sum += PowerOfTwo(difference, powers);
            }
        }
    }

    /// <summary>Takes the logarithm of the sum off, from <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize(int* logits, int first, int count, int largest, long normalizer, int* logPosteriors)
    {
        for (int i = first; i < count; i++)
        {
            long value = ((long)(logits[i] - largest) << (Log2Softmax.LogBits - Log2Softmax.LogitFractionBits)) - normalizer;
            logPosteriors[i] = (int)Math.Clamp(
                Rounding.ShiftRight(value, Log2Softmax.LogBits - LogProbability.FractionBits), LogProbability.Never, 0);
        }
    }

    /// <summary>A value between two table points, with as many more fraction bits as the remainder has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Interpolate(int* table, int index, int rest, int restBits) =>
        ((long)table[index] << restBits) + ((long)(table[index + 1] - table[index]) * rest);

    /// <summary>2^x with <see cref="Log2Softmax.PowerBits"/> fraction bits, for x in (-24, 0].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long PowerOfTwo(int x, int* powers)
    {
        const int RestBits = Log2Softmax.RestBits;
        int whole = x >> Log2Softmax.LogitFractionBits;
        int fraction = x & ((1 << Log2Softmax.LogitFractionBits) - 1);
        return Rounding.ShiftRight(
            Interpolate(powers, fraction >> RestBits, fraction & ((1 << RestBits) - 1), RestBits), RestBits - whole);
    }
}
