namespace Edge.Telemetry.Mqtt.Native;

/// <summary>What the library reports, always on the thread inside <see cref="MosquittoSession.Loop"/>.</summary>
internal interface IMosquittoEvents
{
    /// <param name="reason">0 accepted; else a CONNACK code of 3.1.1 (below 128) or a reason code of 5.</param>
    void OnConnect(int reason);

    /// <param name="reason">0 when this side asked for it; above 127 the broker's reason.</param>
    void OnDisconnect(int reason);

    /// <param name="messageId">The message.</param>
    /// <param name="reason">0 acknowledged, above 127 refused.</param>
    void OnPublish(int messageId, int reason);

    /// <param name="messageId">The subscription.</param>
    /// <param name="granted">0 to 2, or above 127 refused.</param>
    void OnSubscribe(int messageId, int granted);

    void OnMessage(MqttMessage message);

    /// <summary>One of the others threw.</summary>
    void OnFailure(Exception exception);
}
