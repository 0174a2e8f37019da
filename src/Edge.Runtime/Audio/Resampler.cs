using Edge.Runtime.Errors;
using Edge.Runtime.Features;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Audio;

/// <summary>
/// Streaming conversion of any sample rate to 16 kHz: polyphase windowed sinc (32 zero crossings a side, about 90 dB) with
/// integer coefficients. Output sample n lies exactly at input time n x rate / 16000; chunk sizes do not change the result.
/// </summary>
public sealed class Resampler
{
    /// <summary>Lowest input rate, Hz.</summary>
    public const int MinRate = 4_000;

    /// <summary>Highest input rate, Hz.</summary>
    public const int MaxRate = 384_000;

    // Coefficients are Q24; inputs have full scale 2^31. Sums stay below 2^59.
    private const int CoefficientBits = 24;
    private const int ZeroCrossings = 32;
    private const int CutoffNumerator = 15;
    private const int CutoffDenominator = 16;
    private const long MaxCoefficients = 8L << 20;

    private readonly int _up;
    private readonly int _down;
    private readonly int _half;
    private readonly int _taps;
    private readonly int[] _coefficients;
    private int[] _window;
    private int _windowCount;
    private long _windowStart;
    private long _accepted;
    private long _produced;

    /// <summary>Builds the filter for one input rate.</summary>
    /// <param name="inputRate">Hz, <see cref="MinRate"/> to <see cref="MaxRate"/>.</param>
    /// <param name="where">Named in errors: the file or device the samples come from.</param>
    /// <exception cref="EdgeException">The rate is out of range or has so little in common with 16 kHz that its filter would be huge.</exception>
    public Resampler(int inputRate, string where = "audio input")
    {
        if (inputRate is < MinRate or > MaxRate)
        {
            throw EdgeException.BadInput($"the sample rate is {inputRate} Hz, allowed are {MinRate} to {MaxRate}", where, "convert it to 16000 Hz");
        }

        int common = CommonDivisor(inputRate, FeatureOptions.SampleRate);
        _up = FeatureOptions.SampleRate / common;
        _down = inputRate / common;

        // The slower of the two rates limits the band: zero crossings lie 16/15 of its samples apart.
        long slower = CutoffNumerator * (long)Math.Min(_up, _down);
        _half = (int)(((ZeroCrossings * (long)CutoffDenominator * _down) + slower - 1) / slower);
        _taps = 2 * _half;
        if ((long)_taps * _up > MaxCoefficients)
        {
            throw EdgeException.BadInput($"the sample rate {inputRate} Hz has too little in common with 16000 Hz", where, "convert it to 16000 Hz");
        }

        _coefficients = BuildCoefficients();
        _window = new int[Math.Max(4 * _taps, 8192)];
        _windowCount = _half;
        _windowStart = -_half;
    }

    /// <summary>Takes mono input samples with full scale 2^31 and appends what can be computed.</summary>
    public void Accept(ReadOnlySpan<int> samples, SampleBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _accepted += samples.Length;
        while (!samples.IsEmpty)
        {
            int take = Math.Min(samples.Length, _window.Length - _windowCount);
            samples[..take].CopyTo(_window.AsSpan(_windowCount));
            samples = samples[take..];
            _windowCount += take;
            Produce(output, long.MaxValue);
            Compact();
        }
    }

    /// <summary>Ends the stream: the samples that reach past the end see silence.</summary>
    public void Finish(SampleBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        long total = ((_accepted * _up) + _down - 1) / _down;
        Span<int> silence = stackalloc int[256];
        silence.Clear();
        while (_produced < total)
        {
            int take = Math.Min(silence.Length, _window.Length - _windowCount);
            silence[..take].CopyTo(_window.AsSpan(_windowCount));
            _windowCount += take;
            Produce(output, total);
            Compact();
        }
    }

    private void Produce(SampleBuffer output, long limit)
    {
        while (_produced < limit)
        {
            long position = _produced * _down;
            long first = (position / _up) - _half + 1 - _windowStart;
            if (first + _taps > _windowCount)
            {
                return;
            }

            int phase = (int)(position % _up);
            output.Add(Rounding.ToInt16(Rounding.ShiftRight(Filter((int)first, phase), 16 + CoefficientBits)));
            _produced++;
        }
    }

    private long Filter(int first, int phase)
    {
        ReadOnlySpan<int> input = _window.AsSpan(first, _taps);
        ReadOnlySpan<int> row = _coefficients.AsSpan(phase * _taps, _taps);
        long sum = 0;
        for (int i = 0; i < row.Length; i++)
        {
            sum += (long)input[i] * row[i];
        }

        return sum;
    }

    // Keeps what the next output needs at the front of the window.
    private void Compact()
    {
        long needed = (_produced * _down / _up) - _half + 1 - _windowStart;
        int drop = (int)Math.Min(Math.Max(needed, 0), _windowCount);
        _window.AsSpan(drop, _windowCount - drop).CopyTo(_window);
        _windowCount -= drop;
        _windowStart += drop;
    }

    private static int CommonDivisor(int a, int b) => b == 0 ? a : CommonDivisor(b, a % b);

    private int[] BuildCoefficients()
    {
        int[] all = new int[_taps * _up];
        double[] row = new double[_taps];
        for (int phase = 0; phase < _up; phase++)
        {
            double sum = 0;
            for (int i = 0; i < _taps; i++)
            {
                // Tap i lies (i - half + 1 - phase / up) input samples from the output instant.
                long offset = ((long)(i - _half + 1) * _up) - phase;
                row[i] = WindowedSinc.At(CutoffNumerator * offset, CutoffDenominator * Math.Max(_up, _down), ZeroCrossings);
                sum += row[i];
            }

            Quantize(row, sum, all.AsSpan(phase * _taps, _taps));
        }

        return all;
    }

    // Every phase sums to exactly 1, so a constant stays constant; the rest goes to the largest tap.
    private static void Quantize(ReadOnlySpan<double> row, double sum, Span<int> coefficients)
    {
        int rest = 1 << CoefficientBits;
        int largest = 0;
        for (int i = 0; i < row.Length; i++)
        {
            coefficients[i] = (int)Rounding.Nearest(row[i] / sum * (1 << CoefficientBits));
            rest -= coefficients[i];
            largest = coefficients[i] > coefficients[largest] ? i : largest;
        }

        coefficients[largest] += rest;
    }
}
