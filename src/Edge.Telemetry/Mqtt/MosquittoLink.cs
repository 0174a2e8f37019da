using Edge.Runtime.Errors;
using Edge.Telemetry.Mqtt.Native;

namespace Edge.Telemetry.Mqtt;

/// <summary>
/// A link over libmosquitto. Speaks MQTT 5 where the broker does, because only there a broker says that it refused a message, and MQTT 3.1.1
/// where not. Messages under way when a connection breaks are sent again on the next one.
/// </summary>
public sealed class MosquittoLink : IMqttLink
{
    // Acknowledgements outstanding beyond which nothing more is taken.
    private const int MaxPending = 1024;

    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(2);

    private readonly MqttOptions options;
    private readonly MosquittoSession session;
    private readonly PendingPublishes pending = new();
    private readonly Subscriptions subscriptions = new();
    private readonly ManualResetEventSlim stopping = new();
    private readonly TaskCompletionSource firstConnection = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread thread;
    private readonly Lock startGate = new();
    private bool started;
    private int protocol = LibMosquitto.Mqtt5;
    private volatile bool connected;
    private volatile string lastProblem = "no answer";

    // Of the connection being made or running; used on the link's thread only.
    private int? connectReason;
    private int disconnectReason;

    /// <summary>Makes a link; nothing is sent before <see cref="Start"/> or <see cref="ConnectAsync"/>.</summary>
    /// <param name="options">Where to, and as whom.</param>
    /// <exception cref="EdgeException">The library is not installed (exit code 5) or an option is not acceptable (2, 3).</exception>
    public MosquittoLink(MqttOptions options)
    {
        this.options = options.Validated();
        session = new(options, new Events(this));
        thread = new(Run) { IsBackground = true, Name = "mqtt link" };
    }

    /// <inheritdoc/>
    public event Action? Connected;

    /// <inheritdoc/>
    public event Action<string>? Disconnected;

    /// <inheritdoc/>
    public event Action<EdgeException>? Faulted;

    /// <inheritdoc/>
    public bool IsConnected => connected;

    /// <inheritdoc/>
    public void Start()
    {
        lock (startGate)
        {
            ObjectDisposedException.ThrowIf(stopping.IsSet, this);
            if (!started)
            {
                started = true;
                thread.Start();
            }
        }
    }

    /// <inheritdoc/>
    public async Task ConnectAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        Start();
        try
        {
            await firstConnection.Task.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new EdgeException(
                ExitCode.Unreachable, $"no broker could be reached in {timeout.TotalSeconds:0.#} s ({lastProblem})", options.Endpoint,
                "check the address, and that the broker is running", e);
        }
    }

    /// <inheritdoc/>
    public Task<PublishResult> PublishAsync(string topic, ReadOnlySpan<byte> payload, MqttQos qos, bool retain)
    {
        if (!connected || pending.Count >= MaxPending)
        {
            return Task.FromResult(new PublishResult(PublishOutcome.NotSent, connected ? "too many messages wait" : lastProblem));
        }

        try
        {
            MosquittoError error = session.Publish(topic, payload, qos, retain, out int messageId);

            // A connection that broke this moment: the library has queued a QoS 1 message and sends it on the next one.
            bool queued = error == MosquittoError.Success || (error == MosquittoError.NoConnection && qos == MqttQos.AtLeastOnce);
            return queued ? pending.Add(messageId) : Task.FromResult(new PublishResult(
                error is MosquittoError.NoConnection or MosquittoError.ConnectionLost ? PublishOutcome.NotSent : PublishOutcome.Refused,
                LibMosquitto.Describe((int)error)));
        }
        catch (ObjectDisposedException)
        {
            return Task.FromResult(new PublishResult(PublishOutcome.Closed, "the link was closed"));
        }
    }

    /// <inheritdoc/>
    public void Subscribe(string filter, Action<MqttMessage> handler)
    {
        subscriptions.Add(filter, handler);
        if (connected)
        {
            SendSubscription(filter);
        }
    }

    /// <summary>Says goodbye, so that the broker does not publish the last will, and ends the link.</summary>
    public async ValueTask DisposeAsync()
    {
        bool wait;
        lock (startGate)
        {
            stopping.Set();
            wait = started && Environment.CurrentManagedThreadId != thread.ManagedThreadId;
            if (!started)
            {
                End();
            }
        }

        if (wait)
        {
            // A name lookup cannot be interrupted; the thread ends and frees the session by itself when it returns.
            await Task.WhenAny(ended.Task, Task.Delay(2 * GoodbyeLimit)).ConfigureAwait(false);
        }

        pending.Close();
    }

    private void Run()
    {
        ReconnectDelay delay = new(options.MinReconnectDelay, options.MaxReconnectDelay, Random.Shared);
        while (!stopping.IsSet)
        {
            RunConnection(out bool wasAccepted, out bool changedProtocol);
            if (wasAccepted)
            {
                delay.Reset();
            }

            if (!changedProtocol)
            {
                stopping.Wait(delay.Next());
            }
        }

        End();
    }

    private void RunConnection(out bool wasAccepted, out bool changedProtocol)
    {
        (connectReason, disconnectReason) = (null, 0);
        MosquittoError error = session.Connect();
        while (error == MosquittoError.Success && !stopping.IsSet)
        {
            error = session.Loop(connected ? 500 : 50);
        }

        string problem = LibMosquitto.Describe((int)error);
        if (stopping.IsSet)
        {
            SayGoodbye();
        }

        connected = false;
        wasAccepted = connectReason == 0;
        changedProtocol = !wasAccepted && TryOtherProtocol(error);
        if (!changedProtocol)
        {
            lastProblem = Explain(problem);
            Notify(() => Disconnected?.Invoke(lastProblem), "the Disconnected event");
        }
    }

    private string Explain(string problem) => connectReason switch
    {
        > 0 and int refused => LibMosquitto.DescribeReason(refused),
        _ when disconnectReason > 127 => LibMosquitto.DescribeReason(disconnectReason),
        _ when stopping.IsSet => "closed",
        _ => problem,
    };

    private void SayGoodbye()
    {
        session.Disconnect();
        long limit = Environment.TickCount64 + (long)GoodbyeLimit.TotalMilliseconds;
        while (connected && Environment.TickCount64 < limit && session.Loop(50) == MosquittoError.Success)
        {
        }
    }

    // A broker of 3.1.1 answers MQTT 5 with "unacceptable protocol version" (1, or 132 of a newer one) or just closes.
    private bool TryOtherProtocol(MosquittoError error)
    {
        bool unacceptable = connectReason is { } reason && ConnectReason.IsProtocolRefused(reason);
        bool closedAtOnce = connectReason is null && error == MosquittoError.ConnectionLost;
        if (stopping.IsSet || !(unacceptable || closedAtOnce))
        {
            return false;
        }

        bool wasNewest = protocol == LibMosquitto.Mqtt5;
        protocol = wasNewest ? LibMosquitto.Mqtt311 : LibMosquitto.Mqtt5;
        session.UseProtocol(protocol);
        return wasNewest;
    }

    private void End()
    {
        session.Dispose();
        pending.Close();
        ended.TrySetResult();
    }

    private void Accepted()
    {
        connected = true;
        foreach (string filter in subscriptions.Filters())
        {
            SendSubscription(filter);
        }

        Notify(() => Connected?.Invoke(), "the Connected event");
        firstConnection.TrySetResult();
    }

    private void LoginRefused(int reason)
    {
        if (ConnectReason.MayPass(reason))
        {
            return;
        }

        EdgeException fault = new(
            ExitCode.Trust, $"the broker refused the login: {LibMosquitto.DescribeReason(reason)}", options.Endpoint,
            "check user name, password and client id");
        firstConnection.TrySetException(fault);
        _ = firstConnection.Task.Exception;
        Fault(fault);
    }

    private void SendSubscription(string filter)
    {
        MosquittoError error = session.Subscribe(filter, out int messageId);
        if (error == MosquittoError.Success)
        {
            subscriptions.Requested(messageId, filter);
        }
        else if (error is not (MosquittoError.NoConnection or MosquittoError.ConnectionLost))
        {
            Fault(new(ExitCode.Usage, $"the subscription cannot be sent: {LibMosquitto.Describe((int)error)}", filter, "correct the topic filter"));
        }
    }

    private void Fault(EdgeException fault) => Guarded.Call(() => Faulted?.Invoke(fault), e => lastProblem = e.Message);

    private void Notify(Action call, string where) => Guarded.Call(
        call, e => Fault(new(ExitCode.Internal, $"a handler failed: {e.Message}", where, "report this with the log", e)));

    /// <summary>The library's callbacks, on the link's thread.</summary>
    private sealed class Events(MosquittoLink link) : IMosquittoEvents
    {
        public void OnConnect(int reason)
        {
            link.connectReason = reason;
            if (reason == 0)
            {
                link.Accepted();
            }
            else
            {
                link.LoginRefused(reason);
            }
        }

        public void OnDisconnect(int reason)
        {
            link.connected = false;
            link.disconnectReason = reason;
        }

        public void OnPublish(int messageId, int reason) =>
            link.pending.Complete(
                messageId,
                reason < 128 ? PublishResult.Acknowledged : new(PublishOutcome.Refused, LibMosquitto.DescribeReason(reason)));

        public void OnSubscribe(int messageId, int granted)
        {
            string? filter = link.subscriptions.Answered(messageId);
            if (granted >= 128)
            {
                link.Fault(new(
                    ExitCode.Trust, "the broker refused the subscription", filter ?? "a topic filter", "check the access rights of this user at the broker"));
            }
        }

        public void OnMessage(MqttMessage message)
        {
            foreach (Action<MqttMessage> handler in link.subscriptions.HandlersOf(message.Topic))
            {
                link.Notify(() => handler(message), message.Topic);
            }
        }

        public void OnFailure(Exception exception) =>
            link.Fault(new(ExitCode.Internal, $"the link failed: {exception.Message}", link.options.Endpoint, "report this with the log", exception));
    }
}
