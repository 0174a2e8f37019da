using Edge.Runtime.Numerics;

namespace Edge.Runtime.Audio;

/// <summary>
/// A Kaiser-windowed sinc low-pass from additions, multiplications, divisions and square roots alone, which IEEE 754 defines
/// to the last bit: every machine computes the same coefficients.
/// </summary>
internal static class WindowedSinc
{
    /// <summary>Kaiser shape: about 90 dB stop-band attenuation.</summary>
    public const double Beta = 9.0;

    private static readonly double[] BesselSeries = BuildBesselSeries();

    /// <summary>
    /// The kernel at offset <paramref name="numerator"/> / <paramref name="denominator"/> zero crossings from its centre, not
    /// normalised.
    /// </summary>
    /// <param name="numerator">Offset numerator.</param>
    /// <param name="denominator">Offset denominator, 1 to 2^26.</param>
    /// <param name="zeroCrossings">Half length of the kernel in zero crossings; it is 0 from there on.</param>
    public static double At(long numerator, int denominator, int zeroCrossings)
    {
        double offset = (double)numerator / denominator;
        double r = offset / zeroCrossings;
        if (r is <= -1 or >= 1)
        {
            return 0;
        }

        double sine = ExactMath.SinTurn((int)(numerator % (2L * denominator)), 2 * denominator);
        double sinc = numerator == 0 ? 1 : sine / (Math.PI * offset);
        return sinc * BesselI0(Beta * Math.Sqrt(1 - (r * r)));
    }

    /// <summary>Modified Bessel function of order 0, by its power series in (x/2)^2; all terms are positive, so nothing cancels.</summary>
    private static double BesselI0(double x)
    {
        double quarter = x * x / 4;
        double sum = 0;
        for (int k = BesselSeries.Length - 1; k >= 0; k--)
        {
            sum = (sum * quarter) + BesselSeries[k];
        }

        return sum;
    }

    // 1 / (k!)^2. At Beta the first term left out is below 1e-15 of the sum.
    private static double[] BuildBesselSeries()
    {
        double[] series = new double[26];
        series[0] = 1;
        for (int k = 1; k < series.Length; k++)
        {
            series[k] = series[k - 1] / ((double)k * k);
        }

        return series;
    }
}
