namespace Edge.Runtime.Numerics;

/// <summary>
/// A requantisation ratio m / 2^s split so that 16-bit arithmetic gives the exact rounded product of an int16:
/// m = (Whole * 2^16 + High) * 2^(s-16) + Low / 2^(32-s), all three parts signed, so that
/// round(x m / 2^s) = Whole x + floor((High x + floor(Low x / 2^16) + 2^15) / 2^16).
/// </summary>
/// <param name="Whole">The nearest integer, 0 to <see cref="LargestWhole"/>.</param>
/// <param name="High">The rest in units of 2^-16.</param>
/// <param name="Low">What is left of that, in units of 2^-32.</param>
internal readonly record struct FixedRatio16(int Whole, short High, short Low)
{
    /// <summary>The largest integer part that can be represented.</summary>
    public const int LargestWhole = 3;

    private const int SmallestShift = 17;
    private const int LargestShift = 32;

    /// <summary>Splits a ratio; null when it is too large (3.5 and more) or too small (below 2^-12) for this form.</summary>
    /// <param name="multiplier">Multiplier as <see cref="Requantizer.Decompose"/> gives it.</param>
    /// <param name="shift">Shift that goes with it.</param>
    public static FixedRatio16? TryCreate(int multiplier, int shift)
    {
        if (multiplier == 0)
        {
            return default(FixedRatio16);
        }

        if (shift is < SmallestShift or > LargestShift)
        {
            return null;
        }

        long scaled = (long)multiplier << (LargestShift - shift);
        long high = (scaled + (1 << 15)) >> 16;
        long whole = (high + (1 << 15)) >> 16;
        return whole > LargestWhole
            ? null
            : new FixedRatio16((int)whole, (short)(high - (whole << 16)), (short)(scaled - (high << 16)));
    }
}
