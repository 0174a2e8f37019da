namespace Edge.Runtime.Recognition;

/// <summary>When a shadow pass runs: one stretch of frames in every period.</summary>
/// <param name="PeriodFrames">Frames from the start of one stretch to the start of the next, above the other two together.</param>
/// <param name="SettleFrames">Frames at the start of a stretch that are computed and not compared, at least 0: the shadow starts from the states of the stream it follows.</param>
/// <param name="ComparedFrames">Frames that are compared, at least 1.</param>
public sealed record ShadowSchedule(int PeriodFrames, int SettleFrames = ShadowSchedule.DefaultSettle, int ComparedFrames = ShadowSchedule.DefaultCompared)
{
    private const int DefaultSettle = 10;
    private const int DefaultCompared = 40;

    /// <summary>A schedule that computes about a share of all frames twice.</summary>
    /// <param name="share">Above 0, at most 1.</param>
    public static ShadowSchedule OfShare(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        int stretch = DefaultSettle + DefaultCompared;
        return new ShadowSchedule((int)Math.Min(int.MaxValue, Math.Max(stretch + 1, stretch / share)));
    }
}
