using System.Runtime.Intrinsics;

using Edge.Runtime.Numerics;

namespace Edge.Runtime.Features;

/// <summary>
/// Log-mel energies of one 25 ms window: Hann window, 512-point power spectrum, triangular filters of unit area on the
/// mel scale of O'Shaughnessy (1127 ln(1 + f/700)), base-2 logarithm. Not thread-safe: it owns its work buffers.
/// </summary>
public sealed class LogMelFilterbank
{
    /// <summary>Fraction bits of a log-mel value: 1024 units are one factor of two in energy.</summary>
    public const int FractionBits = 10;

    // A band's mean power per bin is at least 2^10 (about 2.6 PCM units of noise) and at most 2^43; 20 is taken off so
    // that both ends fit an int16 with 10 fraction bits.
    private const float EnergyFloor = 1024f;
    private const int LogOffset = 20;
    private const int Lanes = 8;

    private static readonly float[] Window = HannWindow();
    private static readonly ushort[] LogTable = MantissaLogTable();

    private readonly RealFft512 _fft = new();
    private readonly float[] _samples = new float[RealFft512.Size];
    private readonly float[] _power = new float[RealFft512.Bins + Lanes];
    private readonly Band[] _bands;

    /// <summary>Builds the filters.</summary>
    /// <param name="options">Bands and band edges; ranges as documented there.</param>
    public LogMelFilterbank(FeatureOptions options)
    {
        double low = Mel(options.LowHz), high = Mel(options.HighHz);
        _bands = new Band[options.MelBands];
        for (int b = 0; b < _bands.Length; b++)
        {
            double Edge(int i) => low + ((high - low) * (b + i) / (_bands.Length + 1));
            _bands[b] = MakeBand(Edge(0), Edge(1), Edge(2));
        }
    }

    /// <summary>Computes one frame.</summary>
    /// <param name="pcm"><see cref="FeatureOptions.WindowSamples"/> samples.</param>
    /// <param name="logMel">One value per band, <see cref="FractionBits"/> fraction bits.</param>
    public void Compute(ReadOnlySpan<short> pcm, Span<short> logMel)
    {
        for (int i = 0; i < Window.Length; i++)
        {
            _samples[i] = pcm[i] * Window[i];
        }

        _fft.Power(_samples, _power);
        for (int b = 0; b < _bands.Length; b++)
        {
            logMel[b] = Log(EnergyFloor + Energy(_bands[b]));
        }
    }

    /// <summary>Sum of power times weight in eight lanes and one fixed tree, whatever the vector width of the machine.</summary>
    private float Energy(Band band)
    {
        Vector256<float> sum = Vector256<float>.Zero;
        for (int i = 0; i < band.Weights.Length; i += Lanes)
        {
            sum += Vector256.LoadUnsafe(ref band.Weights[i]) * Vector256.LoadUnsafe(ref _power[band.FirstBin + i]);
        }

        Vector128<float> half = sum.GetLower() + sum.GetUpper();
        return (half[0] + half[2]) + (half[1] + half[3]);
    }

    /// <summary>log2 of a positive float, from its exponent and a table over its mantissa with linear interpolation.</summary>
    private static short Log(float energy)
    {
        int bits = BitConverter.SingleToInt32Bits(energy);
        int exponent = (bits >> 23) - 127;
        int index = (bits >> 13) & 0x3FF;
        int rest = bits & 0x1FFF;
        int low = LogTable[index], high = LogTable[index + 1];

        // The table has 15 fraction bits, the remainder 13: 28 bits in all, well inside an int32.
        int fraction = Rounding.ShiftRight((low << 13) + ((high - low) * rest), 13 + 15 - FractionBits);
        return Rounding.ToInt16(((exponent - LogOffset) << FractionBits) + fraction);
    }

    private static ushort[] MantissaLogTable()
    {
        ushort[] table = new ushort[1025];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = (ushort)Rounding.Nearest(ExactMath.Log2(1 + (i / 1024.0)) * 32768);
        }

        return table;
    }

    private static float[] HannWindow()
    {
        float[] window = new float[FeatureOptions.WindowSamples];
        for (int i = 0; i < window.Length; i++)
        {
            window[i] = (float)(0.5 - (0.5 * ExactMath.CosTurn((2 * i) + 1, 2 * window.Length)));
        }

        return window;
    }

    private static double Mel(double hertz) => 1127 * ExactMath.Log(1 + (hertz / 700));

    private static Band MakeBand(double left, double centre, double right)
    {
        double[] weights = new double[RealFft512.Bins];
        double area = 0;
        int first = -1, last = -1;
        for (int k = 0; k < weights.Length; k++)
        {
            double mel = Mel((double)k * FeatureOptions.SampleRate / RealFft512.Size);
            double w = Math.Min((mel - left) / (centre - left), (right - mel) / (right - centre));
            if (w > 0)
            {
                weights[k] = w;
                area += w;
                first = first < 0 ? k : first;
                last = k;
            }
        }

        if (first < 0)
        {
            // A band narrower than one bin takes the bin nearest to its centre.
            double hertz = 700 * (ExactMath.Exp(centre / 1127) - 1);
            first = last = (int)Rounding.Nearest(hertz * RealFft512.Size / FeatureOptions.SampleRate);
            weights[first] = area = 1;
        }

        float[] padded = new float[(last - first + Lanes) / Lanes * Lanes];
        for (int k = first; k <= last; k++)
        {
            padded[k - first] = (float)(weights[k] / area);
        }

        return new Band(first, padded);
    }

    /// <summary>A filter: weights for consecutive bins, padded with zeros to whole lanes.</summary>
    private sealed record Band(int FirstBin, float[] Weights);
}
