namespace Edge.Runtime.Audio;

/// <summary>The one rounding from wide samples to 16 bits: to nearest, halves up, saturating.</summary>
internal static class SampleRounding
{
    /// <summary>Rounds a sample with full scale 2^(15 + <paramref name="shift"/>).</summary>
    public static short ToInt16(long sample, int shift = 16) =>
        (short)Math.Clamp((sample + (1L << (shift - 1))) >> shift, short.MinValue, short.MaxValue);
}
