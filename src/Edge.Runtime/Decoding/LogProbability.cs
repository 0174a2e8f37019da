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
}
