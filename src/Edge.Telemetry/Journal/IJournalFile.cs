namespace Edge.Telemetry.Journal;

/// <summary>What the journal needs of a file; the seam at which tests make disks fail.</summary>
internal interface IJournalFile : IDisposable
{
    long Length { get; }

    /// <summary>Reads at an offset; fewer bytes than asked only at the end.</summary>
    int Read(Span<byte> buffer, long offset);

    /// <exception cref="IOException">The disk is full or broken; any part may have been written.</exception>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    void Truncate(long length);

    /// <summary>Returns when all is on the disk.</summary>
    void Sync();
}
