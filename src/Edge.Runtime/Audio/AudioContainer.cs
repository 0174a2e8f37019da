using System.Buffers.Binary;
using System.Globalization;
using System.Text;

using Edge.Runtime.Errors;

namespace Edge.Runtime.Audio;

/// <summary>
/// Checks the sizes a container's header promises against the length of the file, which libsndfile forgives silently.
/// Knows RIFF/WAVE, NIST SPHERE and FLAC by their first bytes, whatever the file is called.
/// </summary>
internal static class AudioContainer
{
    private const int SphereMaxHeader = 64 * 1024;
    private const string CopyAgain = "copy or record the file again";
    private const string Convert = "use WAV, NIST SPHERE or FLAC";

    /// <summary>Reads the head of <paramref name="path"/> and compares its sizes with the file.</summary>
    /// <exception cref="EdgeException">The file is missing, no known container, or shorter than its header says.</exception>
    public static void Check(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 4096);
            CheckStream(file, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw EdgeException.BadInput("there is no such audio file", path, "check the path", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw EdgeException.BadInput("the audio file cannot be read", path, "check the path and its permissions", e);
        }
    }

    private static void CheckStream(FileStream file, string path)
    {
        Span<byte> head = stackalloc byte[16];
        int got = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (got == 0)
        {
            throw EdgeException.BadInput("the audio file is empty", path, CopyAgain);
        }

        if (got >= 12 && head[..4].SequenceEqual("RIFF"u8) && head[8..12].SequenceEqual("WAVE"u8))
        {
            CheckRiff(file, path, BinaryPrimitives.ReadUInt32LittleEndian(head[4..]));
        }
        else if (got == 16 && head[..8].SequenceEqual("NIST_1A\n"u8))
        {
            CheckSphere(file, path, head[8..]);
        }
        else if (got < 4 || !head[..4].SequenceEqual("fLaC"u8))
        {
            throw EdgeException.BadInput("this is not an audio file of a known kind", path, Convert);
        }
    }

    private static void CheckRiff(FileStream file, string path, uint riffSize)
    {
        Span<byte> chunk = stackalloc byte[8];
        long position = 12;
        while (position + 8 <= file.Length)
        {
            file.Position = position;
            file.ReadExactly(chunk);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            long end = position + 8 + size;
            if (end > file.Length)
            {
                throw Truncated(path, position, $"a chunk of {size} bytes", file.Length - position - 8);
            }

            if (chunk[..4].SequenceEqual("data"u8))
            {
                CheckRiffSize(file, path, riffSize);
                return;
            }

            position = end + (size & 1);
        }

        throw EdgeException.BadInput("the WAV file has no data chunk", path, CopyAgain);
    }

    // The byte that pads an odd last chunk is left out by many writers, so it may be missing.
    private static void CheckRiffSize(FileStream file, string path, uint riffSize)
    {
        if (riffSize + 8L > file.Length + 1)
        {
            throw Truncated(path, 4, $"{riffSize} bytes", file.Length - 8);
        }
    }

    private static void CheckSphere(FileStream file, string path, ReadOnlySpan<byte> sizeLine)
    {
        string digits = Encoding.ASCII.GetString(sizeLine).Trim();
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int headerSize) || headerSize is < 64 or > SphereMaxHeader)
        {
            throw EdgeException.BadInput("the SPHERE header states no valid size", $"{path}:2", CopyAgain);
        }

        if (headerSize > file.Length)
        {
            throw Truncated(path, 8, $"a header of {headerSize} bytes", file.Length);
        }

        byte[] header = new byte[headerSize];
        file.Position = 0;
        file.ReadExactly(header);
        string[] lines = Encoding.ASCII.GetString(header).Split('\n');
        string coding = SphereField(lines, "sample_coding") ?? "pcm";
        if (coding.Contains("embedded", StringComparison.Ordinal))
        {
            throw EdgeException.BadInput($"SPHERE coding '{coding}' is compressed", path, "expand it first, for example with sph2pipe");
        }

        long promised = Number(lines, "sample_count", 0) * Number(lines, "sample_n_bytes", 2) * Number(lines, "channel_count", 1);
        if (promised < 0 || promised > file.Length - headerSize)
        {
            throw Truncated(path, headerSize, $"{promised} bytes of samples", file.Length - headerSize);
        }
    }

    // Values above int32 are as wrong as negative ones; both end in a product the caller refuses.
    private static long Number(string[] lines, string name, int missing) =>
        SphereField(lines, name) is not { } text ? missing
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value <= 1 << 30 ? value
        : -1;

    private static string? SphereField(string[] lines, string name)
    {
        foreach (string line in lines)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length >= 3 && words[0] == name)
            {
                return words[2].Trim();
            }

            if (words.Length > 0 && words[0] == "end_head")
            {
                return null;
            }
        }

        return null;
    }

    private static EdgeException Truncated(string path, long offset, string promised, long present) =>
        EdgeException.BadInput($"the header promises {promised}, the file holds {present}", $"{path}, byte {offset}", CopyAgain);
}
