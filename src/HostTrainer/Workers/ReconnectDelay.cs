namespace HostTrainer.Workers;

/// <summary>How long to wait before the next try to connect: twice as long as before, from a tenth of a second to half a minute.</summary>
internal sealed class ReconnectDelay
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private TimeSpan _next = Shortest;

    /// <summary>The next wait.</summary>
    public TimeSpan Next()
    {
        TimeSpan now = _next;
        _next = now * 2 < Longest ? now * 2 : Longest;
        return now;
    }

    /// <summary>Begins again with the shortest wait, after a connection that worked.</summary>
    public void Reset() => _next = Shortest;
}
