namespace Edge.Telemetry.Journal;

/// <summary>Where a journal is and how large it may grow.</summary>
/// <param name="Directory">A directory of its own; made when missing, readable by its owner only.</param>
/// <param name="MaxBytes">Bytes of all segments together; beyond, the oldest segment is dropped. At least twice <paramref name="SegmentBytes"/>.</param>
/// <param name="SegmentBytes">Bytes of one segment, 4 KiB to 1 GiB; also the limit of one message.</param>
public sealed record JournalOptions(string Directory, long MaxBytes = 64 << 20, int SegmentBytes = 1 << 20)
{
    /// <summary>The longest an appended message may wait until it is forced to the disk.</summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromSeconds(1);

    internal JournalOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SegmentBytes, 4096);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SegmentBytes, 1 << 30);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBytes, 2L * SegmentBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(SyncInterval, TimeSpan.Zero);
        return this;
    }
}
