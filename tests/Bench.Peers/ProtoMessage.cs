using System.Buffers.Binary;
using System.Text;

namespace Bench.Peers;

/// <summary>A protobuf message that is being written: fields by number, in the wire format.</summary>
internal sealed class ProtoMessage
{
    private const int Varint = 0;
    private const int Fixed32 = 5;
    private const int Delimited = 2;

    private readonly MemoryStream _bytes = new();

    public ProtoMessage Add(int field, long value)
    {
        Tag(field, Varint);
        Write((ulong)value);
        return this;
    }

    public ProtoMessage Add(int field, float value)
    {
        Tag(field, Fixed32);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    public ProtoMessage Add(int field, string text) => Add(field, Encoding.UTF8.GetBytes(text));

    public ProtoMessage Add(int field, ProtoMessage message) => Add(field, message.ToArray());

    public ProtoMessage Add(int field, ReadOnlySpan<byte> bytes)
    {
        Tag(field, Delimited);
        Write((ulong)bytes.Length);
        _bytes.Write(bytes);
        return this;
    }

    public byte[] ToArray() => _bytes.ToArray();

    private void Tag(int field, int kind) => Write((ulong)((field << 3) | kind));

    private void Write(ulong value)
    {
        while (value >= 0x80)
        {
            _bytes.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        _bytes.WriteByte((byte)value);
    }
}
