namespace Edge.Runtime.Decoding;

/// <summary>The fixed-point format of every log probability in the engine: base-2 logarithm, int32, 10 fraction bits.</summary>
public static class LogProbability
{
    /// <summary>Fraction bits: 1024 units are one factor of two.</summary>
    public const int FractionBits = 10;

    /// <summary>The value that stands for an impossible event (2^-128); sums of many do not overflow an int32.</summary>
    public const int Never = -128 << FractionBits;

    /// <summary>Entropy of a frame's posteriors, bits.</summary>
    /// <param name="logPosteriors">Log probability of every phone.</param>
    public static double Entropy(ReadOnlySpan<int> logPosteriors)
    {
        double entropy = 0;
        foreach (int log in logPosteriors)
        {
            double bits = (double)log / (1 << FractionBits);
            entropy -= Math.Pow(2, bits) * bits;
        }

        return entropy;
    }

    /// <summary>Kullback-Leibler divergence of a frame's posteriors from a reference, bits; 0 or more but for rounding.</summary>
    /// <param name="reference">Log probability of every phone.</param>
    /// <param name="other">The same of what is compared with it.</param>
    public static double Divergence(ReadOnlySpan<int> reference, ReadOnlySpan<int> other)
    {
        double divergence = 0;
        for (int i = 0; i < reference.Length; i++)
        {
            double bits = (double)reference[i] / (1 << FractionBits);
            divergence += Math.Pow(2, bits) * (bits - ((double)other[i] / (1 << FractionBits)));
        }

        return divergence;
    }
}
