namespace Edge.Telemetry.Mqtt;

/// <summary>A message that arrived.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Payload">Its bytes; empty when <see cref="TooLarge"/>.</param>
/// <param name="Size">Bytes that were sent.</param>
/// <param name="Retained">True for what the broker had kept from before the subscription.</param>
public sealed record MqttMessage(string Topic, ReadOnlyMemory<byte> Payload, int Size, bool Retained)
{
    /// <summary>The largest payload that is handed over, in bytes.</summary>
    public const int MaxPayloadBytes = 1 << 20;

    /// <summary>True when the payload was above <see cref="MaxPayloadBytes"/> and its bytes were not kept.</summary>
    public bool TooLarge => Size > MaxPayloadBytes;
}
