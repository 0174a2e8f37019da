namespace Edge.Runtime.Numerics;

/// <summary>
/// Elementary functions made of additions, multiplications and divisions only. IEEE 754 defines those exactly, so the
/// tables built from them are the same bits on every machine; the C library's functions are not.
/// Used to build tables, never per frame. Relative error below 1e-14 in the ranges the engine uses.
/// </summary>
public static class ExactMath
{
    private const double Ln2 = 0.693147180559945309417232121458;
    private const int SeriesTerms = 24;

    /// <summary>e to the power of <paramref name="x"/>, for |x| up to 700.</summary>
    public static double Exp(double x)
    {
        int k = (int)Math.Floor((x / Ln2) + 0.5);
        double r = x - (k * Ln2);
        double term = 1, sum = 1;
        for (int i = 1; i < SeriesTerms; i++)
        {
            term = term * r / i;
            sum += term;
        }

        return Math.ScaleB(sum, k);
    }

    /// <summary>2 to the power of <paramref name="x"/>, for |x| up to 1000.</summary>
    public static double Exp2(double x)
    {
        double k = Math.Floor(x + 0.5);
        return Math.ScaleB(Exp((x - k) * Ln2), (int)k);
    }

    /// <summary>Natural logarithm of a positive, normal number.</summary>
    public static double Log(double x)
    {
        int exponent = Math.ILogB(x);
        double mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        // ln(m) = 2 atanh((m - 1) / (m + 1)); |s| < 0.172, so 24 terms are far below one unit in the last place.
        double s = (mantissa - 1) / (mantissa + 1);
        double power = s, sum = 0;
        for (int i = 0; i < SeriesTerms; i++)
        {
            sum += power / ((2 * i) + 1);
            power *= s * s;
        }

        return (exponent * Ln2) + (2 * sum);
    }

    /// <summary>Base-2 logarithm of a positive, normal number.</summary>
    public static double Log2(double x) => Log(x) / Ln2;

    /// <summary>cos(2 pi k / n) for any integer k and positive n.</summary>
    public static double CosTurn(int k, int n)
    {
        // Reduced to the first eighth of a turn by symmetry, in integers: no rounding of the angle's period.
        int r = ((k % n) + n) % n;
        if (2 * r > n)
        {
            r = n - r;
        }

        if (4 * r > n)
        {
            return -CosTurn((n - (2 * r)), 2 * n);
        }

        double angle = 2 * Math.PI * r / n;
        return 8 * r > n ? SinSeries((Math.PI / 2) - angle) : CosSeries(angle);
    }

    /// <summary>sin(2 pi k / n) for any integer k and positive n.</summary>
    public static double SinTurn(int k, int n) => CosTurn((4 * k) - n, 4 * n);

    private static double CosSeries(double x)
    {
        double term = 1, sum = 1;
        for (int i = 2; i < SeriesTerms; i += 2)
        {
            term *= -x * x / (i * (i - 1));
            sum += term;
        }

        return sum;
    }

    private static double SinSeries(double x)
    {
        double term = x, sum = x;
        for (int i = 3; i < SeriesTerms; i += 2)
        {
            term *= -x * x / (i * (i - 1));
            sum += term;
        }

        return sum;
    }
}
