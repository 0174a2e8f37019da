namespace Edge.Telemetry.Mqtt;

/// <summary>What the broker publishes when the connection ends without a goodbye.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Payload">Its bytes, fixed when the link is made.</param>
/// <param name="Qos">Its quality of service.</param>
/// <param name="Retain">Its retain flag.</param>
public sealed record MqttWill(string Topic, ReadOnlyMemory<byte> Payload, MqttQos Qos, bool Retain);
