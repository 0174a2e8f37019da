namespace Edge.Telemetry.Mqtt;

/// <summary>Pauses between attempts: doubling, with a quarter of jitter so that a fleet does not come back all at once.</summary>
internal sealed class ReconnectDelay(TimeSpan min, TimeSpan max, Random random)
{
    private TimeSpan last = TimeSpan.Zero;

    internal TimeSpan Next()
    {
        last = last == TimeSpan.Zero ? min : last >= max / 2 ? max : last * 2;
        TimeSpan pause = last * (0.75 + (0.5 * random.NextDouble()));
        return pause < max ? pause : max;
    }

    internal void Reset() => last = TimeSpan.Zero;
}
