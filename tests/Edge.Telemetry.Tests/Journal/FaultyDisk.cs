using Edge.Telemetry.Journal;

namespace Edge.Telemetry.Tests.Journal;

/// <summary>A disk that is full after so many bytes: the write that passes the limit writes a part and fails.</summary>
internal sealed class FaultyDisk(long room)
{
    private long left = room;

    internal long Left
    {
        get => left;
        set => left = value;
    }

    internal IJournalFile Open(string path) => new File(this, new DiskJournalFile(path));

    private sealed class File(FaultyDisk disk, IJournalFile inner) : IJournalFile
    {
        public long Length => inner.Length;

        public int Read(Span<byte> buffer, long offset) => inner.Read(buffer, offset);

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            int fits = (int)Math.Min(bytes.Length, disk.left);
            disk.left -= fits;
            inner.Write(bytes[..fits], offset);
            if (fits < bytes.Length)
            {
                throw new IOException("No space left on device");
            }
        }

        public void Truncate(long length) => inner.Truncate(length);

        public void Sync() => inner.Sync();

        public void Dispose() => inner.Dispose();
    }
}
