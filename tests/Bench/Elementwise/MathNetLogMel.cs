using Edge.Runtime.Features;

using MathNet.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Bench.Elementwise;

/// <summary>
/// The log-mel frame of <see cref="LogMelFilterbank"/> as one would write it with MathNet.Numerics' real FFT: Hann window, power, triangles
/// of unit area on the mel scale, base-2 logarithm.
/// </summary>
internal sealed class MathNetLogMel
{
    private const int Size = 512;
    private const float Floor = 1024;
    private const float LogOffset = 20;

    private readonly float[] _window = new float[FeatureOptions.WindowSamples];
    private readonly float[] _samples = new float[Size + 2];
    private readonly float[] _power = new float[(Size / 2) + 1];
    private readonly (int First, float[] Weights)[] _bands;

    public MathNetLogMel(FeatureOptions options)
    {
        Control.UseSingleThread();
        for (int i = 0; i < _window.Length; i++)
        {
            _window[i] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * ((2 * i) + 1) / (2 * _window.Length))));
        }

        double low = Mel(options.LowHz), step = (Mel(options.HighHz) - low) / (options.MelBands + 1);
        _bands = [.. Enumerable.Range(0, options.MelBands).Select(b => Band(low + (b * step), step))];
    }

    /// <summary>Computes one frame, in units of a factor of two.</summary>
    public void Compute(ReadOnlySpan<short> pcm, Span<float> logMel)
    {
        for (int i = 0; i < _window.Length; i++)
        {
            _samples[i] = pcm[i] * _window[i];
        }

        Array.Clear(_samples, _window.Length, _samples.Length - _window.Length);
        Fourier.ForwardReal(_samples, Size, FourierOptions.NoScaling);
        for (int k = 0; k < _power.Length; k++)
        {
            float re = _samples[2 * k], im = _samples[(2 * k) + 1];
            _power[k] = (re * re) + (im * im);
        }

        for (int b = 0; b < _bands.Length; b++)
        {
            (int first, float[] weights) = _bands[b];
            float energy = Floor;
            for (int i = 0; i < weights.Length; i++)
            {
                energy += weights[i] * _power[first + i];
            }

            logMel[b] = MathF.Log2(energy) - LogOffset;
        }
    }

    private static double Mel(double hertz) => 1127 * Math.Log(1 + (hertz / 700));

    // A triangle of unit area from left over left + step to left + 2 steps; one narrower than a bin takes the bin nearest to its centre.
    private static (int First, float[] Weights) Band(double left, double step)
    {
        double[] heights = [.. Enumerable.Range(0, (Size / 2) + 1).Select(k =>
            Math.Max(0, 1 - Math.Abs(((Mel((double)k * FeatureOptions.SampleRate / Size) - left) / step) - 1)))];
        int first = Array.FindIndex(heights, h => h > 0);
        if (first < 0)
        {
            double hertz = 700 * (Math.Exp((left + step) / 1127) - 1);
            return ((int)Math.Round(hertz * Size / FeatureOptions.SampleRate), [1f]);
        }

        int last = Array.FindLastIndex(heights, h => h > 0);
        double area = heights.Sum();
        return (first, [.. heights[first..(last + 1)].Select(h => (float)(h / area))]);
    }
}
