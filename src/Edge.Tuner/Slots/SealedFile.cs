using System.Security.Cryptography;
using System.Text;

namespace Edge.Tuner.Slots;

/// <summary>
/// A small text file that is either whole or recognisably damaged: the content, a line feed, the SHA-256 of the content in
/// lower-case hexadecimal, a line feed. Replaced in one step: temporary file, flush, rename, flush of the directory.
/// </summary>
internal static class SealedFile
{
    private const string TemporarySuffix = ".tmp";
    private const int SealBytes = 1 + 64 + 1;

    /// <summary>Replaces a file. When this throws or the power fails, the file is the old one or the new one.</summary>
    /// <returns>The SHA-256 of the content, lower-case hexadecimal.</returns>
    public static string Replace(IDurableFiles files, string name, ReadOnlySpan<byte> content)
    {
        string hash = HashOf(content);
        byte[] bytes = [.. content, (byte)'\n', .. Encoding.ASCII.GetBytes(hash), (byte)'\n'];
        files.Write(name + TemporarySuffix, bytes);
        files.FlushFile(name + TemporarySuffix);
        files.Rename(name + TemporarySuffix, name);
        files.FlushDirectory();
        return hash;
    }

    /// <summary>Reads a file; null when it is absent, longer than allowed or damaged.</summary>
    public static byte[]? TryRead(IDurableFiles files, string name, int maxContentBytes)
    {
        byte[]? bytes = files.TryRead(name, maxContentBytes + SealBytes);
        if (bytes is null || bytes.Length < SealBytes || bytes[^1] != '\n' || bytes[^SealBytes] != '\n')
        {
            return null;
        }

        byte[] content = bytes[..^SealBytes];
        return bytes.AsSpan(bytes.Length - SealBytes + 1, 64).SequenceEqual(Encoding.ASCII.GetBytes(HashOf(content))) ? content : null;
    }

    /// <summary>SHA-256, 64 lower-case hexadecimal digits.</summary>
    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
