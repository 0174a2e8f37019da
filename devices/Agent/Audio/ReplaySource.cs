using Edge.Runtime.Audio;
using Edge.Runtime.Features;

namespace Agent.Audio;

/// <summary>Recordings one after the other, at the pace of live audio or as fast as they are taken.</summary>
public sealed class ReplaySource : IAudioSource
{
    private readonly IReadOnlyList<string> _paths;
    private readonly int _loops;
    private readonly bool _live;
    private readonly TimeProvider _time;
    private readonly long _start;
    private short[] _samples;
    private int _next;
    private int _position;
    private long _given;

    /// <summary>A source at the start of the first recording.</summary>
    /// <param name="paths">Audio files, at least one.</param>
    /// <param name="loops">How often all of them are played; 0 for ever.</param>
    /// <param name="live">True gives each sample no earlier than a microphone would have.</param>
    /// <param name="time">Clock of the pace.</param>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">The first file cannot be read.</exception>
    public ReplaySource(IReadOnlyList<string> paths, int loops, bool live, TimeProvider time)
    {
        (_paths, _loops, _live, _time) = (paths, loops, live, time);
        _samples = AudioFile.ReadMono16k(paths[0]);
        _start = time.GetTimestamp();
    }

    /// <inheritdoc/>
    public string Recording => _paths[_next % _paths.Count];

    /// <inheritdoc/>
    public AudioChunk Read(Span<short> buffer, CancellationToken cancellation)
    {
        if (_position == _samples.Length)
        {
            _next++;
            _samples = AudioFile.ReadMono16k(Recording);
            _position = 0;
        }

        int count = Math.Min(buffer.Length, _samples.Length - _position);
        _samples.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        _given += count;
        WaitUntilDue(cancellation);
        bool ends = _position == _samples.Length;
        return new AudioChunk(count, ends, ends && _loops > 0 && _next + 1 >= _loops * _paths.Count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void WaitUntilDue(CancellationToken cancellation)
    {
        if (!_live)
        {
            return;
        }

        TimeSpan due = TimeSpan.FromSeconds((double)_given / FeatureOptions.SampleRate);
        TimeSpan wait = due - _time.GetElapsedTime(_start);
        if (wait > TimeSpan.Zero)
        {
            cancellation.WaitHandle.WaitOne(wait);
        }
    }
}
