namespace HostTrainer.Demo;

/// <summary>
/// Places what a device reports in the audio it hears. The device plays recordings over and over at live pace, and counts the
/// times of phones from the start of a recording; its telemetry says how much audio it has heard by when.
/// </summary>
/// <param name="recordingSeconds">Lengths of the recordings in the order they are played, each above 0.</param>
public sealed class StreamClock(IReadOnlyList<double> recordingSeconds)
{
    /// <summary>How much a reported end may lie beyond its recording or its report, seconds: frames are not exact.</summary>
    private const double Tolerance = 0.15;

    private double _heard;
    private DateTimeOffset? _start;

    /// <summary>Whether a window has told when the stream began.</summary>
    public bool Started => _start is not null;

    /// <summary>Takes a window of telemetry, in the order they were made and from the first on.</summary>
    /// <param name="made">When it was made, by the device's clock.</param>
    /// <param name="seconds">Audio in it.</param>
    public void AddWindow(DateTimeOffset made, double seconds)
    {
        _heard += seconds;

        // A window may be late, never early: the earliest estimate is the best.
        DateTimeOffset estimate = made - TimeSpan.FromSeconds(_heard);
        _start = _start is { } known && known < estimate ? known : estimate;
    }

    /// <summary>The recording a phone is from, and how long after its end it was reported.</summary>
    /// <param name="reported">When, by the device's clock.</param>
    /// <param name="endSeconds">End of the phone from the start of the recording.</param>
    /// <exception cref="InvalidOperationException">No window has been seen.</exception>
    public (int Recording, double LatencySeconds) Place(DateTimeOffset reported, double endSeconds)
    {
        double elapsed = (reported - (_start ?? throw new InvalidOperationException("no window yet"))).TotalSeconds;
        (int Recording, double Latency) best = (0, elapsed - endSeconds);
        double offset = 0;
        for (int i = 0; offset <= elapsed + Tolerance; i = (i + 1) % recordingSeconds.Count)
        {
            double latency = elapsed - offset - endSeconds;
            if (latency >= -Tolerance && endSeconds <= recordingSeconds[i] + Tolerance)
            {
                best = (i, latency);
            }

            offset += recordingSeconds[i];
        }

        return (best.Recording, Math.Max(0, best.Latency));
    }
}
