using Edge.Runtime.Decoding;
using Edge.Runtime.Errors;
using Edge.Telemetry.Contracts;
using Edge.Telemetry.Mqtt;

namespace HostTrainer.Demo;

/// <summary>
/// Collects what a device publishes: phones, placed in the audio as soon as a window of telemetry tells when it began, and windows.
/// Thread-safe.
/// </summary>
/// <param name="recordings">Names and lengths in seconds of the recordings the device plays, in order.</param>
/// <param name="shown">Told every window with the phones reported before it; on the link's thread.</param>
public sealed class DeviceFeed(
    IReadOnlyList<(string Name, double Seconds)> recordings, Action<TelemetryPayload, IReadOnlyList<DemoPhone>> shown)
{
    private readonly Lock _gate = new();
    private readonly StreamClock _clock = new([.. recordings.Select(r => r.Seconds)]);
    private readonly HashSet<(string BootId, long Sequence)> _seen = [];
    private readonly List<DemoPhone> _phones = [];
    private readonly List<PhoneEventPayload> _unplaced = [];
    private readonly List<TelemetryPayload> _windows = [];
    private TaskCompletionSource _arrived = NewSignal();

    /// <summary>Phones so far.</summary>
    public IReadOnlyList<DemoPhone> Phones
    {
        get
        {
            lock (_gate)
            {
                return [.. _phones];
            }
        }
    }

    /// <summary>Windows so far.</summary>
    public IReadOnlyList<TelemetryPayload> Windows
    {
        get
        {
            lock (_gate)
            {
                return [.. _windows];
            }
        }
    }

    /// <summary>Subscribes to a device's phones and windows.</summary>
    public void Listen(IMqttLink link, Topics topics)
    {
        link.Subscribe(topics.Events, m => Take<PhoneEventPayload>(m, OnPhone));
        link.Subscribe(topics.Telemetry, m => Take<TelemetryPayload>(m, OnWindow));
    }

    /// <summary>Waits for a number of windows.</summary>
    /// <param name="count">Windows of a plan.</param>
    /// <param name="planVersion">The plan.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>All windows of that plan so far.</returns>
    /// <exception cref="EdgeException">They did not come (exit code 5).</exception>
    public async Task<IReadOnlyList<TelemetryPayload>> WindowsAsync(int count, long planVersion, TimeSpan limit, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(limit);
        while (true)
        {
            Task next;
            TelemetryPayload[] windows;
            lock (_gate)
            {
                windows = [.. _windows.Where(w => w.PlanVersion == planVersion)];
                next = _arrived.Task;
            }

            if (windows.Length >= count)
            {
                return windows;
            }

            try
            {
                await next.WaitAsync(patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
            {
                throw new EdgeException(
                    ExitCode.Unreachable, $"the device sent {windows.Length} of {count} windows in {limit.TotalSeconds} s", "telemetry", "see whether the machine is overloaded", e);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Take<T>(MqttMessage message, Action<T> handle)
        where T : Payload
    {
        T payload = PayloadCodec.Read<T>(message.Payload.Span, message.Topic);
        lock (_gate)
        {
            // Delivery is at least once.
            if (_seen.Add((payload.BootId, payload.Sequence)))
            {
                handle(payload);
                _arrived.SetResult();
                _arrived = NewSignal();
            }
        }
    }

    private void OnPhone(PhoneEventPayload phone)
    {
        if (phone.Kind == PhoneEventKind.Final)
        {
            _unplaced.Add(phone);
        }
    }

    private void OnWindow(TelemetryPayload window)
    {
        _clock.AddWindow(window.Time, window.WindowSeconds);
        DemoPhone[] placed = [.. _unplaced.Select(p => Place(p, window.PlanVersion))];
        _unplaced.Clear();
        _phones.AddRange(placed);
        _windows.Add(window);
        shown(window, placed);
    }

    private DemoPhone Place(PhoneEventPayload phone, long planVersion)
    {
        (int recording, double latency) = _clock.Place(phone.Time, phone.EndSeconds);
        return new DemoPhone(recordings[recording].Name, phone.Phone, phone.StartSeconds, phone.EndSeconds, phone.Score, latency, planVersion);
    }
}
