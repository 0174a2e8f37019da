using System.Buffers.Binary;
using System.Globalization;

namespace Edge.Telemetry.Journal;

/// <summary>The files of a journal: <c>{id of the first record, 16 hexadecimal digits}.journal</c>, and the position of an orderly end.</summary>
internal static class SegmentDirectory
{
    private const string Extension = ".journal";
    private const string PositionName = "acknowledged";
    private const int PositionBytes = 12;

    internal static void Make(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    internal static string PathOf(string directory, ulong firstId) =>
        Path.Combine(directory, firstId.ToString("x16", CultureInfo.InvariantCulture) + Extension);

    /// <summary>Opens every segment in order of its ids; files that are none, or whose ids overlap, are removed and counted as damaged.</summary>
    internal static List<JournalSegment> OpenAll(string directory, Func<string, IJournalFile> open, out long damagedBytes)
    {
        List<JournalSegment> segments = [];
        damagedBytes = 0;
        foreach (string path in Directory.EnumerateFiles(directory, "*" + Extension).Order(StringComparer.Ordinal))
        {
            JournalSegment? segment = JournalSegment.Open(path, open);
            bool fits = segment is not null && (segments.Count == 0 || segment.FirstId > segments[^1].LastId);
            if (segment is not null && fits)
            {
                damagedBytes += segment.DamagedBytes;
                segments.Add(segment);
                continue;
            }

            segment?.Dispose();
            damagedBytes += new FileInfo(path).Length;
            Delete(path);
        }

        return segments;
    }

    /// <summary>
    /// Reads and removes the position an orderly end left; 0 without one. Removed because it must not be found again after a crash,
    /// when the ids may stand for other messages.
    /// </summary>
    internal static ulong TakePosition(string directory)
    {
        string path = Path.Combine(directory, PositionName);
        if (!File.Exists(path))
        {
            return 0;
        }

        byte[] bytes = new byte[PositionBytes];
        int read;
        using (FileStream file = File.OpenRead(path))
        {
            read = file.ReadAtLeast(bytes, PositionBytes, throwOnEndOfStream: false);
        }

        File.Delete(path);
        bool good = read == PositionBytes && Crc32C.Of(bytes.AsSpan(0, 8)) == BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8));
        return good ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;
    }

    internal static void SavePosition(string directory, ulong acknowledged)
    {
        byte[] bytes = new byte[PositionBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, acknowledged);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Crc32C.Of(bytes.AsSpan(0, 8)));
        try
        {
            File.WriteAllBytes(Path.Combine(directory, PositionName), bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without it, messages of one segment are delivered twice, which receivers allow for.
        }
    }

    internal static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Found again, and delivered again, when the journal is next opened.
        }
    }
}
