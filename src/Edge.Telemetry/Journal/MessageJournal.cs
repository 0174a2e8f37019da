using Edge.Runtime.Errors;

namespace Edge.Telemetry.Journal;

/// <summary>
/// Messages on disk until they are delivered: append-only segments of checksummed records, at-least-once. An appended message survives the
/// death of the process at once, and a power failure after <see cref="JournalOptions.SyncInterval"/> at the latest. When the journal is full
/// its oldest segment goes; when the disk is full or broken the new message goes; both are counted in <see cref="Dropped"/>, nothing is thrown.
/// A segment is deleted when all its messages are acknowledged; after a crash the rest of a part-acknowledged segment is delivered again.
/// Safe for use from any thread.
/// </summary>
public sealed class MessageJournal : IDisposable
{
    private const string LockName = "lock";

    private readonly Lock gate = new();
    private readonly JournalOptions options;
    private readonly Func<string, IJournalFile> open;
    private readonly List<JournalSegment> segments;
    private readonly FileStream lockFile;
    private readonly ITimer syncTimer;
    private bool syncDue;
    private bool disposed;

    private MessageJournal(JournalOptions options, TimeProvider time, Func<string, IJournalFile> open, FileStream lockFile)
    {
        (this.options, this.open, this.lockFile) = (options, open, lockFile);
        segments = SegmentDirectory.OpenAll(options.Directory, open, out long damaged);
        DamagedBytes = damaged;
        AcknowledgedId = Math.Max(
            SegmentDirectory.TakePosition(options.Directory), segments.Count == 0 ? 0 : segments[0].FirstId - 1);
        DeleteAcknowledged();
        syncTimer = time.CreateTimer(_ => Sync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Id up to which everything is delivered or dropped.</summary>
    public ulong AcknowledgedId { get; private set; }

    /// <summary>Id of the newest message, or <see cref="AcknowledgedId"/> when there is none.</summary>
    public ulong LastId
    {
        get
        {
            lock (gate)
            {
                return segments.Count == 0 ? AcknowledgedId : Math.Max(segments[^1].LastId, AcknowledgedId);
            }
        }
    }

    /// <summary>Messages that wait.</summary>
    public long Waiting
    {
        get
        {
            lock (gate)
            {
                return segments.Sum(Unacknowledged);
            }
        }
    }

    /// <summary>Bytes of all segments.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
            {
                return segments.Sum(s => s.Length);
            }
        }
    }

    /// <summary>Messages lost since the journal was opened: the journal or the disk was full, or a message was too long.</summary>
    public long Dropped { get; private set; }

    /// <summary>Bytes found torn or damaged when the journal was opened.</summary>
    public long DamagedBytes { get; }

    /// <summary>Opens or makes a journal.</summary>
    /// <param name="options">Where, and how large.</param>
    /// <param name="time">The clock of the sync interval.</param>
    /// <exception cref="EdgeException">The directory cannot be used, or another process uses it (exit code 3).</exception>
    public static MessageJournal Open(JournalOptions options, TimeProvider time) => Open(options, time, path => new DiskJournalFile(path));

    internal static MessageJournal Open(JournalOptions options, TimeProvider time, Func<string, IJournalFile> open)
    {
        options.Validated();
        FileStream? lockFile = null;
        try
        {
            SegmentDirectory.Make(options.Directory);
            lockFile = new(Path.Combine(options.Directory, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new(options, time, open, lockFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            lockFile?.Dispose();
            throw EdgeException.BadInput(
                $"the journal cannot be opened: {e.Message}", options.Directory, "check permissions, and that no other process uses this journal", e);
        }
    }

    /// <summary>Appends one message. Never throws for a disk's sake.</summary>
    /// <param name="topic">Topic it goes to.</param>
    /// <param name="payload">Its bytes.</param>
    /// <param name="retain">Whether it is published with the retain flag.</param>
    /// <param name="id">Its id.</param>
    /// <returns>False when the message was dropped, and counted.</returns>
    public bool TryAppend(string topic, ReadOnlySpan<byte> payload, bool retain, out ulong id)
    {
        byte[] record = RecordFormat.Encode(topic, payload, retain);
        lock (gate)
        {
            id = 0;
            if (disposed || record.Length > options.SegmentBytes - JournalSegment.HeaderBytes || !TryWrite(record))
            {
                Dropped++;
                return false;
            }

            id = segments[^1].LastId;
            ScheduleSync();
            return true;
        }
    }

    /// <summary>The oldest message that waits after a given one.</summary>
    /// <param name="id">An id; start with <see cref="AcknowledgedId"/>.</param>
    /// <returns>Null when there is none.</returns>
    public JournalRecord? PeekAfter(ulong id)
    {
        lock (gate)
        {
            ulong after = Math.Max(id, AcknowledgedId);
            foreach (JournalSegment segment in segments)
            {
                if (TryRead(segment, after) is { } record)
                {
                    return record;
                }
            }

            return null;
        }
    }

    /// <summary>Everything up to this id is delivered and will not be read again.</summary>
    public void Acknowledge(ulong id)
    {
        lock (gate)
        {
            AcknowledgedId = Math.Max(AcknowledgedId, segments.Count == 0 ? 0 : Math.Min(id, segments[^1].LastId));
            DeleteAcknowledged();
        }
    }

    /// <summary>Forces appended messages to the disk now.</summary>
    public void Sync()
    {
        lock (gate)
        {
            syncDue = false;
            if (!disposed && segments.Count > 0)
            {
                TrySync(segments[^1]);
            }
        }
    }

    /// <summary>Forces everything to the disk, remembers what is acknowledged, and lets go of the directory.</summary>
    public void Dispose()
    {
        Sync();
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
            if (segments.Count > 0)
            {
                SegmentDirectory.SavePosition(options.Directory, AcknowledgedId);
            }

            segments.ForEach(s => s.Dispose());
            syncTimer.Dispose();
            lockFile.Dispose();
        }
    }

    private static void TrySync(JournalSegment segment)
    {
        try
        {
            segment.Sync();
        }
        catch (IOException)
        {
            // The bytes stay in the kernel's cache; the next sync tries again.
        }
    }

    private JournalRecord? TryRead(JournalSegment segment, ulong after)
    {
        long unreadable = segment.UnreadableRecords;
        try
        {
            return segment.ReadAfter(after);
        }
        catch (IOException)
        {
            return null;
        }
        finally
        {
            Dropped += segment.UnreadableRecords - unreadable;
        }
    }

    private long Unacknowledged(JournalSegment segment) =>
        (long)(segment.LastId - Math.Min(segment.LastId, Math.Max(segment.FirstId - 1, AcknowledgedId)));

    private bool TryWrite(ReadOnlySpan<byte> record)
    {
        bool writing = false;
        try
        {
            if (segments.Count == 0 || segments[^1].UnreadableRecords > 0 || segments[^1].Length + record.Length > options.SegmentBytes)
            {
                StartSegment();
            }

            MakeRoom(record.Length);
            writing = true;
            segments[^1].Append(record);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (writing)
            {
                segments[^1].CutTail();
            }

            return false;
        }
    }

    private void StartSegment()
    {
        ulong firstId = AcknowledgedId + 1;
        if (segments.Count > 0)
        {
            TrySync(segments[^1]);
            firstId = Math.Max(segments[^1].LastId, AcknowledgedId) + 1;
        }

        segments.Add(JournalSegment.Create(SegmentDirectory.PathOf(options.Directory, firstId), firstId, open));
    }

    private void MakeRoom(int bytes)
    {
        while (segments.Count > 1 && segments.Sum(s => s.Length) + bytes > options.MaxBytes)
        {
            Dropped += Unacknowledged(segments[0]);
            AcknowledgedId = Math.Max(AcknowledgedId, segments[0].LastId);
            DeleteOldest();
        }
    }

    private void DeleteAcknowledged()
    {
        while (segments.Count > 0 && segments[0].LastId <= AcknowledgedId)
        {
            DeleteOldest();
        }
    }

    private void DeleteOldest()
    {
        segments[0].Dispose();
        SegmentDirectory.Delete(segments[0].Path);
        segments.RemoveAt(0);
    }

    private void ScheduleSync()
    {
        if (!syncDue)
        {
            syncDue = syncTimer.Change(options.SyncInterval, Timeout.InfiniteTimeSpan);
        }
    }
}
