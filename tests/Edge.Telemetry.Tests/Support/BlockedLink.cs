using Edge.Runtime.Errors;
using Edge.Telemetry.Mqtt;

namespace Edge.Telemetry.Tests.Support;

/// <summary>A link that holds whoever publishes until it is disposed of: the publisher's task stands still.</summary>
internal sealed class BlockedLink : IMqttLink, IDisposable
{
    private readonly ManualResetEventSlim released = new();

    public event Action? Connected
    {
        add { }
        remove { }
    }

    public event Action<string>? Disconnected
    {
        add { }
        remove { }
    }

    public event Action<EdgeException>? Faulted
    {
        add { }
        remove { }
    }

    public bool IsConnected
    {
        get
        {
            if (Thread.CurrentThread.IsThreadPoolThread && Blocks)
            {
                released.Wait();
            }

            return false;
        }
    }

    /// <summary>False on the thread of the test itself.</summary>
    private bool Blocks => Environment.CurrentManagedThreadId != owner;

    private readonly int owner = Environment.CurrentManagedThreadId;

    public void Start()
    {
    }

    public Task ConnectAsync(TimeSpan timeout, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task<PublishResult> PublishAsync(string topic, ReadOnlySpan<byte> payload, MqttQos qos, bool retain) =>
        Task.FromResult(new PublishResult(PublishOutcome.NotSent, "blocked"));

    public void Subscribe(string filter, Action<MqttMessage> handler)
    {
    }

    public void Dispose() => released.Set();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
