using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Edge.Tuner.Signing;

/// <summary>
/// base64url of RFC 7515 section 2, strictly: no padding, no other characters, unused trailing bits zero, so that every
/// byte string has exactly one text.
/// </summary>
internal static class StrictBase64Url
{
    /// <summary>The text of <paramref name="bytes"/>.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>Decodes <paramref name="text"/> (ASCII bytes); false when it is not the one text of some bytes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        foreach (byte c in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)c) && c is not ((byte)'-' or (byte)'_'))
            {
                return false;
            }
        }

        byte[] buffer = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromUtf8(text, buffer, out int consumed, out int written) != System.Buffers.OperationStatus.Done
            || consumed != text.Length)
        {
            return false;
        }

        if (!Base64Url.EncodeToUtf8(buffer.AsSpan(0, written)).AsSpan().SequenceEqual(text))
        {
            return false;
        }

        bytes = buffer[..written];
        return true;
    }
}
