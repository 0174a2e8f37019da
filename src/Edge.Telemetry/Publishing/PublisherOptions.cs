namespace Edge.Telemetry.Publishing;

/// <summary>Limits of a <see cref="TelemetryPublisher"/>.</summary>
/// <param name="QueueCapacity">Messages between the callers and the publisher's own task, at least 2; beyond, messages are dropped and counted.</param>
/// <param name="Window">Messages sent and not yet acknowledged, 1 to 1000.</param>
public sealed record PublisherOptions(int QueueCapacity = 4096, int Window = 16)
{
    /// <summary>How long an orderly end waits for acknowledgements before it leaves the rest to the journal.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    internal PublisherOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueCapacity, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Window, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Window, 1000);
        return this;
    }
}
