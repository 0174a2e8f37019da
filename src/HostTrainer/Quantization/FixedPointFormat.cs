using Edge.Runtime.Numerics;

namespace HostTrainer.Quantization;

/// <summary>Chooses 16-bit fixed-point formats and writes values in them.</summary>
internal static class FixedPointFormat
{
    private const int MostFractionBits = 20;

    /// <summary>The most fraction bits that keep a magnitude inside an int16.</summary>
    /// <param name="largest">Largest magnitude, 0 or more.</param>
    public static int FractionBits(double largest) =>
        largest <= 0 ? MostFractionBits : Math.Clamp(14 - Math.ILogB(largest), 0, MostFractionBits);

    /// <summary>The nearest codes of values; what is out of range is clamped.</summary>
    public static short[] Encode(ReadOnlySpan<float> values, int fractionBits)
    {
        short[] codes = new short[values.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = Encode(values[i], fractionBits);
        }

        return codes;
    }

    /// <summary>The nearest code of a value; one that is out of range is clamped.</summary>
    public static short Encode(float value, int fractionBits) => Rounding.ToInt16(Rounding.Nearest(Math.ScaleB(value, fractionBits)));

    /// <summary>The values of codes.</summary>
    public static float Decode(short code, int fractionBits) => (float)Math.ScaleB(code, -fractionBits);
}
