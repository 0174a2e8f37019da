namespace HostTrainer.Search;

/// <summary>Time a search has spent, and how much of it is not yet in the archive. Not thread-safe.</summary>
/// <param name="time">Source of time.</param>
internal sealed class SearchClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>Time spent when <see cref="NewSeconds"/> was called last, s.</summary>
    public double Seconds { get; private set; }

    /// <summary>Time spent since the last call, s.</summary>
    public double NewSeconds()
    {
        double elapsed = time.GetElapsedTime(_start).TotalSeconds;
        double fresh = elapsed - Seconds;
        Seconds = elapsed;
        return fresh;
    }
}
