using System.Buffers.Binary;
using System.Text;

namespace Edge.Telemetry.Journal;

/// <summary>
/// One record on disk, little-endian: CRC-32C of all that follows (4), length of the body (4), body. The body is flags (1, bit 0 = retain),
/// length of the topic (2), topic in UTF-8, payload.
/// </summary>
internal static class RecordFormat
{
    internal const int HeaderBytes = 8;
    private const int BodyPrefixBytes = 3;
    private const byte RetainFlag = 1;

    internal static byte[] Encode(string topic, ReadOnlySpan<byte> payload, bool retain)
    {
        int topicBytes = Encoding.UTF8.GetByteCount(topic);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(topicBytes, ushort.MaxValue, nameof(topic));
        byte[] record = new byte[HeaderBytes + BodyPrefixBytes + topicBytes + payload.Length];
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), record.Length - HeaderBytes);
        Span<byte> body = record.AsSpan(HeaderBytes);
        body[0] = retain ? RetainFlag : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(body[1..], (ushort)topicBytes);
        Encoding.UTF8.GetBytes(topic, body[BodyPrefixBytes..]);
        payload.CopyTo(body[(BodyPrefixBytes + topicBytes)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record, Crc32C.Of(record.AsSpan(4)));
        return record;
    }

    /// <summary>Length of the whole record that starts with this header, or -1 when it cannot be right.</summary>
    /// <param name="header"><see cref="HeaderBytes"/> bytes.</param>
    /// <param name="available">Bytes of the file from the start of the header.</param>
    internal static int Length(ReadOnlySpan<byte> header, long available)
    {
        int body = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        return body >= BodyPrefixBytes && body <= available - HeaderBytes ? body + HeaderBytes : -1;
    }

    /// <summary>Takes a whole record apart; null when it is damaged.</summary>
    internal static JournalRecord? Decode(ulong id, ReadOnlyMemory<byte> record)
    {
        ReadOnlySpan<byte> bytes = record.Span;
        if (Crc32C.Of(bytes[4..]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes))
        {
            return null;
        }

        int topicBytes = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(HeaderBytes + 1)..]);
        int payloadAt = HeaderBytes + BodyPrefixBytes + topicBytes;
        return payloadAt > bytes.Length
            ? null
            : new(id, Encoding.UTF8.GetString(bytes[(HeaderBytes + BodyPrefixBytes)..payloadAt]), record[payloadAt..], (bytes[HeaderBytes] & RetainFlag) != 0);
    }
}
