using Edge.Runtime.Errors;

namespace Edge.Runtime.Audio;

/// <summary>
/// Reads an open file in chunks and averages its channels. Samples are int32 with full scale 2^31, so that no input loses
/// bits before the one rounding to 16 bits.
/// </summary>
internal sealed class MonoReader(SndFileHandle file, SndFileInfo info, string path)
{
    private const double FullScale = 2147483648.0;

    private readonly bool _float = info.Encoding is SndFile.Float32 or SndFile.Float64;
    private int[] _interleaved = [];
    private double[] _values = [];
    private long _frames;

    /// <summary>Reads up to <paramref name="mono"/>'s length frames.</summary>
    /// <returns>Frames read; 0 at the end.</returns>
    /// <exception cref="EdgeException">A float sample is not a number.</exception>
    public int Read(Span<int> mono)
    {
        int wanted = mono.Length * info.Channels;
        if (_interleaved.Length < wanted)
        {
            _interleaved = new int[wanted];
        }

        int got = _float ? ReadFloat(mono.Length) : (int)SndFile.ReadInt(file, _interleaved, mono.Length);
        for (int f = 0; f < got; f++)
        {
            mono[f] = Average(_interleaved.AsSpan(f * info.Channels, info.Channels));
        }

        _frames += got;
        return got;
    }

    private int ReadFloat(int frames)
    {
        if (_values.Length < _interleaved.Length)
        {
            _values = new double[_interleaved.Length];
        }

        int got = (int)SndFile.ReadDouble(file, _values, frames);
        for (int i = 0; i < got * info.Channels; i++)
        {
            if (!double.IsFinite(_values[i]))
            {
                throw EdgeException.BadInput($"sample {_frames + (i / info.Channels)} is not a number", path, "record or convert the file again");
            }

            double scaled = Math.Clamp(_values[i] * FullScale, int.MinValue, int.MaxValue);
            _interleaved[i] = (int)scaled;
        }

        return got;
    }

    // Rounded to nearest, halves up. A single channel passes unchanged.
    private static int Average(ReadOnlySpan<int> channels)
    {
        if (channels.Length == 1)
        {
            return channels[0];
        }

        long sum = 0;
        foreach (int value in channels)
        {
            sum += value;
        }

        long doubled = (2 * sum) + channels.Length;
        long divisor = 2L * channels.Length;
        long quotient = doubled / divisor;
        return (int)(doubled % divisor < 0 ? quotient - 1 : quotient);
    }
}
