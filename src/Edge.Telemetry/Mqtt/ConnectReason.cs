namespace Edge.Telemetry.Mqtt;

/// <summary>Answers to CONNECT: return codes of MQTT 3.1.1 (table 3.1, below 128) and reason codes of MQTT 5 (3.2.2.2).</summary>
internal static class ConnectReason
{
    private const int UnacceptableProtocol311 = 1;
    private const int ServerUnavailable311 = 3;
    private const int UnsupportedProtocol5 = 132;
    private const int ServerUnavailable5 = 136;
    private const int ServerBusy5 = 137;
    private const int QuotaExceeded5 = 151;
    private const int RateExceeded5 = 159;

    internal static bool IsProtocolRefused(int reason) => reason is UnacceptableProtocol311 or UnsupportedProtocol5;

    /// <summary>True when another attempt, later or with the other protocol, may well succeed.</summary>
    internal static bool MayPass(int reason) =>
        IsProtocolRefused(reason) || reason is ServerUnavailable311 or ServerUnavailable5 or ServerBusy5 or QuotaExceeded5 or RateExceeded5;
}
