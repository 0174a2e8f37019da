using Edge.Runtime.Decoding;

namespace Edge.Runtime.Numerics;

/// <summary>Base-2 logarithms from integer operations alone, the same on every machine.</summary>
public static class FixedLog2
{
    private const int MantissaBits = 62;
    private const int GuardBits = 6;

    /// <summary>log2(<paramref name="numerator"/> / <paramref name="denominator"/>), rounded to nearest.</summary>
    /// <param name="numerator">Not negative.</param>
    /// <param name="denominator">Positive.</param>
    /// <returns>In <see cref="LogProbability"/> format; <see cref="LogProbability.Never"/> for 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The numerator is negative or the denominator not positive.</exception>
    public static int OfRatio(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        if (numerator == 0)
        {
            return LogProbability.Never;
        }

        // The difference of two logarithms, each exact to the guard bits.
        const int Half = 1 << (GuardBits - 1);
        return (Wide(numerator) - Wide(denominator) + Half) >> GuardBits;
    }

    // log2 with FractionBits + GuardBits fraction bits, truncated: squaring the mantissa yields one bit at a time.
    private static int Wide(long value)
    {
        int exponent = 63 - (int)long.LeadingZeroCount(value);
        UInt128 mantissa = (UInt128)(ulong)value << (MantissaBits - exponent);
        int fraction = 0;
        for (int bit = 0; bit < LogProbability.FractionBits + GuardBits; bit++)
        {
            mantissa = (mantissa * mantissa) >> MantissaBits;
            fraction <<= 1;
            if (mantissa >> (MantissaBits + 1) != 0)
            {
                mantissa >>= 1;
                fraction |= 1;
            }
        }

        return (exponent << (LogProbability.FractionBits + GuardBits)) | fraction;
    }
}
