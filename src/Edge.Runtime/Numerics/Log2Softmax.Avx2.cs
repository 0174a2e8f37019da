using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

using Edge.Runtime.Decoding;

namespace Edge.Runtime.Numerics;

/// <summary>
/// The loops of the softmax for eight logits at a time. An interpolated power has 24 + 6 fraction bits and stays below 2^31, so
/// unsigned 32-bit lanes hold it with its rounding term.
/// </summary>
internal static unsafe class Log2SoftmaxAvx2
{
    private const int Lanes = 8;

    /// <summary>Adds 2^(logit - largest) of whole vectors of logits.</summary>
    /// <returns>The first logit that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Sum(int* logits, int count, int largest, int* powers, ref long sum)
    {
        const int RestBits = Log2Softmax.RestBits;
        Vector256<int> top = Vector256.Create(largest), smallest = Vector256.Create(Log2Softmax.Smallest);
        Vector256<long> total = Vector256<long>.Zero;
        int i = 0;
        for (; i <= count - Lanes; i += Lanes)
        {
            Vector256<int> difference = Vector256.Load(logits + i) - top;
            Vector256<int> seen = Vector256.GreaterThanOrEqual(difference, smallest);
            difference = Vector256.Max(difference, smallest);
            Vector256<int> fraction = difference & Vector256.Create((1 << Log2Softmax.LogitFractionBits) - 1);
            Vector256<int> index = fraction >> RestBits;
            Vector256<int> low = Avx2.GatherVector256(powers, index, sizeof(int));
            Vector256<int> high = Avx2.GatherVector256(powers + 1, index, sizeof(int));
            Vector256<int> power = (low << RestBits) + ((high - low) * (fraction & Vector256.Create((1 << RestBits) - 1)));
            Vector256<uint> shift = (Vector256.Create(RestBits) - (difference >> Log2Softmax.LogitFractionBits)).AsUInt32();
            Vector256<uint> rounding = Avx2.ShiftLeftLogicalVariable(Vector256<uint>.One, shift - Vector256<uint>.One);
            Vector256<uint> term = Avx2.ShiftRightLogicalVariable(power.AsUInt32() + rounding, shift) & seen.AsUInt32();
            total += (Vector256.WidenLower(term) + Vector256.WidenUpper(term)).AsInt64();
        }

        sum += Vector256.Sum(total);
        return i;
    }

    /// <summary>Takes the logarithm of the sum off whole vectors.</summary>
    /// <returns>The first logit that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Normalize(int* logits, int count, int largest, int normalizer, int* logPosteriors)
    {
        const int Shift = Log2Softmax.LogBits - LogProbability.FractionBits;

        // One unit below "never" is enough of a difference: the rest of the way would only leave 32 bits.
        const int Lowest = (LogProbability.Never - (1 << LogProbability.FractionBits))
            << (Log2Softmax.LogitFractionBits - LogProbability.FractionBits);
        Vector256<int> top = Vector256.Create(largest), offset = Vector256.Create((1 << (Shift - 1)) - normalizer);
        int i = 0;
        for (; i <= count - Lanes; i += Lanes)
        {
            Vector256<int> difference = Vector256.Max(Vector256.Load(logits + i) - top, Vector256.Create(Lowest));
            Vector256<int> value = ((difference << (Log2Softmax.LogBits - Log2Softmax.LogitFractionBits)) + offset) >> Shift;
            Vector256.Min(Vector256.Max(value, Vector256.Create(LogProbability.Never)), Vector256<int>.Zero).Store(logPosteriors + i);
        }

        return i;
    }
}
