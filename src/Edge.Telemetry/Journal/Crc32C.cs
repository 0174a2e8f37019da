using System.Buffers.Binary;
using System.Numerics;

namespace Edge.Telemetry.Journal;

/// <summary>CRC-32C (Castagnoli; RFC 3720 appendix B.4): initial value and final exclusive-or all ones, reflected.</summary>
internal static class Crc32C
{
    internal static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }
}
