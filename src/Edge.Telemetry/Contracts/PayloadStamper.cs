namespace Edge.Telemetry.Contracts;

/// <summary>Numbers and dates the messages of one run of the device process. Safe for use from any thread.</summary>
/// <param name="time">The clock.</param>
public sealed class PayloadStamper(TimeProvider time)
{
    private long last;

    /// <summary>The run's id.</summary>
    public string BootId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; } = time;

    /// <summary>A copy with schema, boot id, the next sequence number and the present time.</summary>
    public T Stamp<T>(T payload)
        where T : Payload => Stamp(payload, Clock.GetUtcNow());

    /// <summary>A copy with schema, boot id, the next sequence number and a time taken earlier.</summary>
    public T Stamp<T>(T payload, DateTimeOffset made)
        where T : Payload =>
        (T)(payload with { Schema = Payload.CurrentSchema, BootId = BootId, Sequence = Interlocked.Increment(ref last), Time = made });
}
