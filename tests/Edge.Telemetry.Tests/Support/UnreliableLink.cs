using Edge.Runtime.Errors;
using Edge.Telemetry.Mqtt;

namespace Edge.Telemetry.Tests.Support;

/// <summary>A network that fails by a seed: it loses connections, messages on the way out, and acknowledgements.</summary>
internal sealed class UnreliableLink(int seed) : IMqttLink
{
    private readonly Random random = new(seed);
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource<PublishResult>> unanswered = new();
    private readonly List<(string Topic, byte[] Payload)> arrived = [];
    private bool connected;

    public event Action? Connected;

    public event Action<string>? Disconnected;

    public event Action<EdgeException>? Faulted
    {
        add { }
        remove { }
    }

    public bool IsConnected
    {
        get
        {
            lock (gate)
            {
                return connected;
            }
        }
    }

    internal (string Topic, byte[] Payload)[] Arrived
    {
        get
        {
            lock (gate)
            {
                return [.. arrived];
            }
        }
    }

    /// <summary>Until set, acknowledgements come in random bursts and may be lost with the connection.</summary>
    internal bool Reliable { get; set; }

    public Task<PublishResult> PublishAsync(string topic, ReadOnlySpan<byte> payload, MqttQos qos, bool retain)
    {
        lock (gate)
        {
            if (!connected || (!Reliable && random.Next(20) == 0))
            {
                return Task.FromResult(new PublishResult(PublishOutcome.NotSent, "no connection"));
            }

            arrived.Add((topic, payload.ToArray()));
            if (Reliable)
            {
                return Task.FromResult(PublishResult.Acknowledged);
            }

            TaskCompletionSource<PublishResult> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
            unanswered.Enqueue(source);
            return source.Task;
        }
    }

    /// <summary>Lets something happen: acknowledgements, a lost connection, a new one.</summary>
    internal void Step()
    {
        bool before = IsConnected;
        Answer(random.Next(8), PublishResult.Acknowledged);
        if (random.Next(10) == 0)
        {
            SetConnected(!before);
        }

        if (before && random.Next(15) == 0)
        {
            Answer(int.MaxValue, new(PublishOutcome.NotSent, "lost"));
        }
    }

    internal void SetConnected(bool value)
    {
        lock (gate)
        {
            connected = value;
        }

        if (value)
        {
            Connected?.Invoke();
        }
        else
        {
            Disconnected?.Invoke("cut");
        }
    }

    internal void Answer(int count, PublishResult result)
    {
        for (int i = 0; i < count; i++)
        {
            TaskCompletionSource<PublishResult>? source;
            lock (gate)
            {
                if (!unanswered.TryDequeue(out source))
                {
                    return;
                }
            }

            source.SetResult(result);
        }
    }

    public void Start()
    {
    }

    public Task ConnectAsync(TimeSpan timeout, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public void Subscribe(string filter, Action<MqttMessage> handler)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
