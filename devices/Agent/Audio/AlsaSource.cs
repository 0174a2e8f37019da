using Edge.Runtime.Errors;
using Edge.Runtime.Features;

namespace Agent.Audio;

/// <summary>
/// A microphone through ALSA: 16 kHz mono, converted by ALSA where the card cannot. An overrun is mended and counted; a card
/// that is gone ends the stream with an error.
/// </summary>
public sealed class AlsaSource : IAudioSource
{
    private const uint LatencyMicroseconds = 100_000;

    private nint _pcm;

    /// <summary>Opens a capture device.</summary>
    /// <param name="device">ALSA name, such as <c>default</c> or <c>plughw:1,0</c>.</param>
    /// <exception cref="EdgeException">ALSA's library or the device is missing, or does not give 16 kHz.</exception>
    public AlsaSource(string device)
    {
        Recording = device;
        try
        {
            Check(LibAsound.Open(out _pcm, device, LibAsound.StreamCapture, 0), "the microphone cannot be opened");
        }
        catch (DllNotFoundException e)
        {
            throw new EdgeException(ExitCode.Unreachable, "ALSA's library is missing", LibAsound.Name, "install libasound2 (libasound2t64 on newer systems)", e);
        }

        int format = LibAsound.SetParams(
            _pcm, LibAsound.FormatS16LittleEndian, LibAsound.AccessInterleaved, 1, FeatureOptions.SampleRate, 1, LatencyMicroseconds);
        if (format < 0)
        {
            Dispose();
        }

        Check(format, "the microphone does not give 16 kHz mono");
    }

    /// <inheritdoc/>
    public string Recording { get; }

    /// <summary>Overruns so far: audio was lost because it was not taken in time.</summary>
    public long Overruns { get; private set; }

    /// <inheritdoc/>
    public unsafe AudioChunk Read(Span<short> buffer, CancellationToken cancellation)
    {
        fixed (short* start = buffer)
        {
            nint read = LibAsound.Read(_pcm, start, (nuint)buffer.Length);
            if (read < 0)
            {
                Overruns++;
                Check(LibAsound.Recover(_pcm, (int)read, 1), "the microphone failed");
                read = 0;
            }

            return new AudioChunk((int)read, EndsRecording: false, EndsStream: false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_pcm != 0)
        {
            LibAsound.Close(_pcm);
            _pcm = 0;
        }
    }

    private void Check(int result, string what)
    {
        if (result < 0)
        {
            throw new EdgeException(ExitCode.Unreachable, $"{what} ({LibAsound.Describe(result)})", Recording, "see 'arecord -L' for device names");
        }
    }
}
