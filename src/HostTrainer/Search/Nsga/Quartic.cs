namespace HostTrainer.Search.Nsga;

/// <summary>
/// Powers with the exponents 4 and 1/4 that the operators need at distribution index 3, from operations whose results IEEE 754
/// fixes to the last bit; a library's pow may differ between machines.
/// </summary>
internal static class Quartic
{
    /// <summary>x^4.</summary>
    public static double Power(double x) => x * x * (x * x);

    /// <summary>x^(1/4) for x of at least 0.</summary>
    public static double Root(double x) => Math.Sqrt(Math.Sqrt(x));
}
