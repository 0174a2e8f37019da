namespace Edge.Telemetry.Contracts;

/// <summary>Latency per network frame of every stage of the recogniser.</summary>
/// <param name="FrontEnd">PCM to normalised features.</param>
/// <param name="Network">Features to log-posteriors.</param>
/// <param name="Decoder">Log-posteriors to events.</param>
/// <param name="Total">PCM to events.</param>
public sealed record StageLatencies(LatencySummary FrontEnd, LatencySummary Network, LatencySummary Decoder, LatencySummary Total)
{
    internal string? Problem() =>
        FrontEnd.Problem("latency.frontEnd")
        ?? Network.Problem("latency.network")
        ?? Decoder.Problem("latency.decoder")
        ?? Total.Problem("latency.total");
}
