using Edge.Runtime.Errors;

namespace Edge.Telemetry.Mqtt;

/// <summary>
/// A connection to one broker that renews itself until it is disposed of. Events and handlers are called on the link's own thread, one
/// after the other, and must return soon; they may publish, but not wait for the acknowledgement.
/// </summary>
public interface IMqttLink : IAsyncDisposable
{
    /// <summary>True between an accepted connection and its end.</summary>
    bool IsConnected { get; }

    /// <summary>The broker accepted a connection; all subscriptions have been sent again.</summary>
    event Action? Connected;

    /// <summary>The connection ended, or could not be made; says why. The link goes on trying.</summary>
    event Action<string>? Disconnected;

    /// <summary>Something that trying again does not mend: a refused login or subscription, a handler that threw.</summary>
    event Action<EdgeException>? Faulted;

    /// <summary>Starts connecting and returns at once. An unreachable broker is tried again silently, for ever.</summary>
    void Start();

    /// <summary>Starts connecting, when that has not been done, and waits for the first connection.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Ends the waiting, not the link.</param>
    /// <exception cref="EdgeException">The login was refused (exit code 4), or no broker answered in time (exit code 5).</exception>
    Task ConnectAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Hands one message over and returns at once; the task ends with its acknowledgement, over reconnections where need be.</summary>
    /// <param name="topic">Topic without wildcards.</param>
    /// <param name="payload">Copied before the method returns.</param>
    /// <param name="qos">Quality of service.</param>
    /// <param name="retain">Whether the broker keeps it for later subscribers.</param>
    /// <returns>Never faults: what went wrong is in the result.</returns>
    Task<PublishResult> PublishAsync(string topic, ReadOnlySpan<byte> payload, MqttQos qos, bool retain);

    /// <summary>Calls a handler for every message on matching topics, QoS 1, now and after every reconnection.</summary>
    /// <param name="filter">Topic filter, <c>+</c> and <c>#</c> allowed.</param>
    /// <param name="handler">Called on the link's thread.</param>
    void Subscribe(string filter, Action<MqttMessage> handler);
}
