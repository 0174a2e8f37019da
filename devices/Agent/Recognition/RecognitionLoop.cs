using Agent.Audio;

using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Recognition;

namespace Agent.Recognition;

/// <summary>
/// The audio thread: takes 10 ms of audio at a time, recognises it, switches networks between two frames, closes windows.
/// </summary>
public sealed class RecognitionLoop : IPhoneSink, IDisposable
{
    private readonly IAudioSource _source;
    private readonly IRecognitionListener _listener;
    private readonly WindowMeter _meter;
    private readonly double _windowSeconds;
    private readonly PhoneRecognizer _recognizer;
    private readonly ShadowSchedule? _shadow;
    private RunningNetwork _running;
    private RunningNetwork? _requested;

    /// <summary>A loop at the start of a stream.</summary>
    /// <param name="source">Audio.</param>
    /// <param name="first">The network to start with.</param>
    /// <param name="listener">Hears phones and windows.</param>
    /// <param name="windowSeconds">Audio per window.</param>
    /// <param name="time">Clock of the latency figures.</param>
    /// <param name="shadow">When networks that have a dense one beside them are compared with it; null for never.</param>
    public RecognitionLoop(
        IAudioSource source, RunningNetwork first, IRecognitionListener listener, double windowSeconds, TimeProvider time, ShadowSchedule? shadow = null)
    {
        (_source, _running, _listener, _windowSeconds, _shadow) = (source, first, listener, windowSeconds, shadow);
        _meter = new WindowMeter(time);
        _recognizer = new PhoneRecognizer(first.Network, _meter, time);
        _meter.Attach(_recognizer);
        Follow(first);
    }

    /// <summary>Asks for another network; the loop changes to it before the next 10 ms of audio. From any thread.</summary>
    public void Request(RunningNetwork network) => Volatile.Write(ref _requested, network);

    /// <summary>Runs until the source ends or the token is set; returns with every phone reported and the last window closed.</summary>
    public void Run(CancellationToken cancellation)
    {
        short[] buffer = new short[FeatureOptions.HopSamples];
        bool ended = false;
        while (!ended && !cancellation.IsCancellationRequested)
        {
            SwitchIfRequested();
            AudioChunk chunk = _source.Read(buffer, cancellation);
            _meter.AddSamples(chunk.Samples);
            _recognizer.Accept(buffer.AsSpan(0, chunk.Samples), this);
            ended = chunk.EndsStream;
            if (chunk.EndsRecording)
            {
                _recognizer.Finish(this);
            }

            if (_meter.Seconds >= _windowSeconds)
            {
                CloseWindow();
            }

            if (chunk.EndsRecording && !ended)
            {
                _recognizer.Reset();
            }
        }

        if (!ended)
        {
            _recognizer.Finish(this);
        }

        CloseWindow();
    }

    /// <inheritdoc/>
    void IPhoneSink.OnPhone(in PhoneEvent phone)
    {
        if (phone.Kind == PhoneEventKind.Final)
        {
            _meter.AddPhone();
            _listener.OnPhone(_source.Recording, phone, _recognizer.StartSeconds(phone.StartFrame), _recognizer.StartSeconds(phone.EndFrame));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _recognizer.Dispose();

    /// <summary>A window belongs to one network, so a switch closes it early.</summary>
    private void SwitchIfRequested()
    {
        if (Interlocked.Exchange(ref _requested, null) is { } next)
        {
            if (_meter.Seconds > 0)
            {
                CloseWindow();
            }

            _recognizer.Switch(next.Network);
            _running = next;
            Follow(next);
        }
    }

    private void Follow(RunningNetwork network) =>
        _recognizer.Shadow = _shadow is not null && network.Dense is { } dense ? new ShadowPass(dense, _shadow) : null;

    private void CloseWindow() => _listener.OnWindow(_meter.Close(_running));
}
