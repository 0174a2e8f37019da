namespace Edge.Telemetry.Mqtt;

/// <summary>How often a message arrives (MQTT 3.1.1, section 4.3).</summary>
public enum MqttQos
{
    /// <summary>At most once: acknowledged when written to the socket.</summary>
    AtMostOnce = 0,

    /// <summary>At least once: acknowledged by the broker.</summary>
    AtLeastOnce = 1,
}
