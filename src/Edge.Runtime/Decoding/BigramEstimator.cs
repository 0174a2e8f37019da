using Edge.Runtime.Numerics;

namespace Edge.Runtime.Decoding;

/// <summary>
/// Counts phone pairs of label sequences and estimates a bigram with Witten-Bell smoothing over add-one unigrams
/// (I. Witten and T. Bell, IEEE Trans. Information Theory 37(4), 1991). Integers throughout, so every machine gets the same model.
/// </summary>
/// <param name="phoneCount">P, 1 to <see cref="DecoderModel.MaxPhones"/>.</param>
public sealed class BigramEstimator(int phoneCount)
{
    private readonly long[,] _pairs = new long[phoneCount + 1, phoneCount + 1];

    /// <summary>Sequences added.</summary>
    public long Sequences { get; private set; }

    /// <summary>Adds one utterance.</summary>
    /// <param name="phones">Phone indices, 0 to P - 1, at least one; an empty sequence is ignored.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    public void Add(IReadOnlyList<int> phones)
    {
        ArgumentNullException.ThrowIfNull(phones);
        if (phones.Count == 0)
        {
            return;
        }

        foreach (int phone in phones)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(phone, nameof(phones));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(phone, phoneCount, nameof(phones));
        }

        int from = phoneCount;
        foreach (int phone in phones)
        {
            _pairs[from, phone]++;
            from = phone;
        }

        _pairs[from, phoneCount]++;
        Sequences++;
    }

    /// <summary>
    /// log2 P(next | previous) in <see cref="LogProbability"/> format, shaped as <see cref="DecoderModel.Bigram"/>. Start to
    /// end is <see cref="LogProbability.Never"/>.
    /// </summary>
    public int[][] Estimate()
    {
        long[] unigram = Unigram(out long total);
        int[][] bigram = new int[phoneCount + 1][];
        for (int from = 0; from <= phoneCount; from++)
        {
            bigram[from] = Row(from, unigram, total);
        }

        return bigram;
    }

    /// <summary>The whole model, with scales of one, no prior and no penalty.</summary>
    /// <param name="phones">P names in the order of the indices.</param>
    /// <param name="frameCounts">P values: frames of each phone in the training labels; the prior is their share, add-one smoothed.</param>
    /// <param name="minFrames">P values: least duration of each phone in frames.</param>
    public DecoderModel ToModel(IReadOnlyList<string> phones, IReadOnlyList<long> frameCounts, IReadOnlyList<int> minFrames)
    {
        ArgumentNullException.ThrowIfNull(frameCounts);
        long frames = frameCounts.Sum() + frameCounts.Count;
        int[] prior = [.. frameCounts.Select(count => Log2OfRatio(count + 1, frames))];
        return new DecoderModel(DecoderModel.CurrentSchema, phones, prior, Estimate(), [.. minFrames]).Validated("estimated decoder model");
    }

    // Index P is the end of the sequence.
    private long[] Unigram(out long total)
    {
        long[] counts = new long[phoneCount + 1];
        total = 0;
        for (int to = 0; to <= phoneCount; to++)
        {
            counts[to] = 1;
            for (int from = 0; from <= phoneCount; from++)
            {
                counts[to] += _pairs[from, to];
            }

            total += counts[to];
        }

        return counts;
    }

    // P(to | from) = (pairs + kinds x unigram / total) / (seen + kinds), kinds being the distinct successors seen. A phone never
    // seen has no successors and takes the unigram. The first phone cannot be the end, so row P shares the end's part out.
    private int[] Row(int from, long[] unigram, long total)
    {
        long seen = 0;
        long kinds = 0;
        for (int to = 0; to <= phoneCount; to++)
        {
            seen += _pairs[from, to];
            kinds += _pairs[from, to] > 0 ? 1 : 0;
        }

        kinds = Math.Max(kinds, 1);
        long mass = from == phoneCount ? total - unigram[phoneCount] : total;
        int[] row = new int[phoneCount + 1];
        for (int to = 0; to <= phoneCount; to++)
        {
            bool impossible = from == phoneCount && to == phoneCount;
            row[to] = impossible
                ? LogProbability.Never
                : Log2OfRatio(checked((_pairs[from, to] * mass) + (kinds * unigram[to])), checked(mass * (seen + kinds)));
        }

        return row;
    }

    private static int Log2OfRatio(long numerator, long denominator) =>
        (int)Rounding.Nearest(ExactMath.Log2((double)numerator / denominator) * (1 << LogProbability.FractionBits));
}
