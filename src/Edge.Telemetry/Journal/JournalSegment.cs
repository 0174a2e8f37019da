using System.Buffers.Binary;

namespace Edge.Telemetry.Journal;

/// <summary>
/// One file of a journal: magic (8 bytes), id of the first record (8), records. Appending writes behind the last good
/// record, so that what a failed write left is overwritten or cut off.
/// </summary>
internal sealed class JournalSegment : IDisposable
{
    internal const int HeaderBytes = 16;
    private static ReadOnlySpan<byte> Magic => "MOHAQJ1\n"u8;

    private readonly IJournalFile file;

    // Where the record after `cursorId` starts; reading forward needs no search.
    private ulong cursorId;
    private long cursorOffset = HeaderBytes;

    private JournalSegment(string path, IJournalFile file, ulong firstId)
    {
        (Path, this.file, FirstId) = (path, file, firstId);
        cursorId = firstId - 1;
        LastId = firstId - 1;
        Length = HeaderBytes;
    }

    internal string Path { get; }

    internal ulong FirstId { get; }

    /// <summary>Id of the last record; one below <see cref="FirstId"/> when there is none.</summary>
    internal ulong LastId { get; private set; }

    /// <summary>Bytes up to the end of the last good record.</summary>
    internal long Length { get; private set; }

    /// <summary>Bytes cut off or skipped when the file was opened.</summary>
    internal long DamagedBytes { get; private set; }

    /// <summary>Records that were good once and cannot be read any more; nothing may be appended behind them.</summary>
    internal long UnreadableRecords { get; private set; }

    internal static JournalSegment Create(string path, ulong firstId, Func<string, IJournalFile> open)
    {
        IJournalFile file = open(path);
        try
        {
            Span<byte> header = stackalloc byte[HeaderBytes];
            Magic.CopyTo(header);
            BinaryPrimitives.WriteUInt64LittleEndian(header[8..], firstId);
            file.Truncate(0);
            file.Write(header, 0);
            return new(path, file, firstId);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens an existing file and cuts off what is no whole record.</summary>
    /// <returns>Null when not even the header is right.</returns>
    internal static JournalSegment? Open(string path, Func<string, IJournalFile> open)
    {
        IJournalFile file = open(path);
        try
        {
            Span<byte> header = stackalloc byte[HeaderBytes];
            ulong firstId = 0;
            if (file.Read(header, 0) == HeaderBytes && header[..8].SequenceEqual(Magic))
            {
                firstId = BinaryPrimitives.ReadUInt64LittleEndian(header[8..]);
            }

            if (firstId is 0 or > ulong.MaxValue / 2)
            {
                file.Dispose();
                return null;
            }

            JournalSegment segment = new(path, file, firstId);
            segment.Recover();
            return segment;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal void Append(ReadOnlySpan<byte> record)
    {
        file.Write(record, Length);
        Length += record.Length;
        LastId++;
    }

    /// <summary>Cuts off what a failed append may have left; a disk that refuses even this is left as it is.</summary>
    internal void CutTail()
    {
        try
        {
            file.Truncate(Length);
        }
        catch (IOException)
        {
            // The next append overwrites the rest, and opening cuts it off by its checksum.
        }
    }

    internal void Sync() => file.Sync();

    /// <summary>The record after an id, or null when this segment has none.</summary>
    internal JournalRecord? ReadAfter(ulong id)
    {
        ulong before = Math.Max(id, FirstId - 1);
        if (before < cursorId)
        {
            (cursorId, cursorOffset) = (FirstId - 1, HeaderBytes);
        }

        while (cursorId < LastId - (ulong)UnreadableRecords)
        {
            if (ReadAt(cursorOffset, cursorId + 1, out int length) is not { } record)
            {
                UnreadableRecords = (long)(LastId - cursorId);
                return null;
            }

            (cursorId, cursorOffset) = (cursorId + 1, cursorOffset + length);
            if (cursorId > before)
            {
                return record;
            }
        }

        return null;
    }

    public void Dispose() => file.Dispose();

    private void Recover()
    {
        long end = file.Length;
        while (ReadAt(Length, LastId + 1, out int length, end) is not null)
        {
            LastId++;
            Length += length;
        }

        DamagedBytes = end - Length;
        if (DamagedBytes > 0)
        {
            CutTail();
        }
    }

    private JournalRecord? ReadAt(long offset, ulong id, out int length) => ReadAt(offset, id, out length, Length);

    private JournalRecord? ReadAt(long offset, ulong id, out int length, long end)
    {
        length = -1;
        Span<byte> header = stackalloc byte[RecordFormat.HeaderBytes];
        if (end - offset < RecordFormat.HeaderBytes || file.Read(header, offset) < header.Length)
        {
            return null;
        }

        length = RecordFormat.Length(header, end - offset);
        if (length < 0)
        {
            return null;
        }

        byte[] record = new byte[length];
        return file.Read(record, offset) == length ? RecordFormat.Decode(id, record) : null;
    }
}
