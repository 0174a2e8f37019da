namespace Edge.Telemetry.Mqtt;

/// <summary>What became of a published message.</summary>
public enum PublishOutcome
{
    /// <summary>The broker has it (QoS 1), or it was written to the socket (QoS 0).</summary>
    Acknowledged,

    /// <summary>The broker or the library will never take it: not authorised, or too large. Sending again does not help.</summary>
    Refused,

    /// <summary>It was not sent: no connection, or too many messages wait for acknowledgement. Send again later.</summary>
    NotSent,

    /// <summary>The link was closed before the acknowledgement; the broker may or may not have it.</summary>
    Closed,
}
