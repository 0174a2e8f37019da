namespace HostTrainer.Demo;

/// <summary>Latency of one stage per network frame, measured on the device.</summary>
/// <param name="P50Microseconds">Median.</param>
/// <param name="P99Microseconds">99th percentile.</param>
public sealed record StageFigures(double P50Microseconds, double P99Microseconds);
