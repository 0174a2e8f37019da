using Edge.Runtime.Errors;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Features;

/// <summary>What the training set looked like: the starting point of the running mean, and the fixed scale of each band.</summary>
/// <param name="Mean">Mean log-mel value per band, <see cref="LogMelFilterbank.FractionBits"/> fraction bits.</param>
/// <param name="Scale">1 / standard deviation per band (log-mel units of 1), <see cref="ScaleBits"/> fraction bits, positive.</param>
public sealed record FeatureStatistics(IReadOnlyList<short> Mean, IReadOnlyList<short> Scale)
{
    /// <summary>Fraction bits of <see cref="Scale"/>.</summary>
    public const int ScaleBits = 12;

    /// <summary>
    /// Measures the mean over all frames, then the deviation from the running mean a stream would have had.
    /// </summary>
    /// <param name="options">The front end.</param>
    /// <param name="utterances">Raw log-mel frames of each utterance, [frame x band].</param>
    public static FeatureStatistics Measure(FeatureOptions options, IReadOnlyList<short[]> utterances)
    {
        int bands = options.MelBands;
        long[] sum = new long[bands];
        long frames = 0;
        foreach (short[] utterance in utterances)
        {
            frames += utterance.Length / bands;
            for (int i = 0; i < utterance.Length; i++)
            {
                sum[i % bands] += utterance[i];
            }
        }

        short[] mean = [.. sum.Select(s => Rounding.ToInt16(Rounding.Nearest((double)s / Math.Max(1, frames))))];
        short[] unit = [.. Enumerable.Repeat((short)(1 << ScaleBits), bands)];
        StreamNormalizer normalizer = new(options, new FeatureStatistics(mean, unit));
        double[] squares = new double[bands];
        short[] row = new short[bands];
        foreach (short[] utterance in utterances)
        {
            normalizer.Reset();
            for (int i = 0; i < utterance.Length; i += bands)
            {
                normalizer.Normalize(utterance.AsSpan(i, bands), row);
                for (int b = 0; b < bands; b++)
                {
                    squares[b] += (double)row[b] * row[b];
                }
            }
        }

        const double One = 1 << LogMelFilterbank.FractionBits;
        return new FeatureStatistics(mean, [.. squares.Select(s =>
            (short)Math.Clamp(Rounding.Nearest((1 << ScaleBits) / (Math.Sqrt(s / Math.Max(1, frames)) / One + 1e-9)), 1, short.MaxValue))]);
    }

    /// <summary>Checks that there is a positive scale and a mean for every band.</summary>
    /// <exception cref="EdgeException">A list has the wrong length, or a scale is not positive.</exception>
    public FeatureStatistics Validated(FeatureOptions options, string where)
    {
        if (Mean is null || Scale is null || Mean.Count != options.MelBands || Scale.Count != options.MelBands || Scale.Any(s => s <= 0))
        {
            throw EdgeException.BadInput(
                $"feature statistics do not describe {options.MelBands} bands", where, "export the model again");
        }

        return this;
    }
}
