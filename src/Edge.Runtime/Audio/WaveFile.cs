using System.Buffers.Binary;
using System.Runtime.InteropServices;

using Edge.Runtime.Errors;
using Edge.Runtime.Features;

namespace Edge.Runtime.Audio;

/// <summary>Writes 16-bit mono RIFF/WAVE files at 16 kHz.</summary>
public static class WaveFile
{
    private const int HeaderBytes = 44;

    /// <summary>Writes (or replaces) one file.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="samples">16 kHz mono samples.</param>
    /// <exception cref="EdgeException">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<short> samples)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using FileStream file = File.Create(path);
            file.Write(Header(checked(samples.Length * 2)));
            if (BitConverter.IsLittleEndian)
            {
                file.Write(MemoryMarshal.AsBytes(samples));
                return;
            }

            short[] swapped = new short[samples.Length];
            BinaryPrimitives.ReverseEndianness(samples, swapped);
            file.Write(MemoryMarshal.AsBytes<short>(swapped));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeException.BadInput("the audio file cannot be written", path, "check the directory, its permissions and the free space", e);
        }
    }

    private static byte[] Header(int dataBytes)
    {
        byte[] header = new byte[HeaderBytes];
        Span<byte> h = header;
        "RIFF"u8.CopyTo(h);
        BinaryPrimitives.WriteInt32LittleEndian(h[4..], checked(HeaderBytes - 8 + dataBytes));
        "WAVEfmt "u8.CopyTo(h[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(h[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(h[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(h[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(h[24..], FeatureOptions.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(h[28..], FeatureOptions.SampleRate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(h[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(h[34..], 16);
        "data"u8.CopyTo(h[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(h[40..], dataBytes);
        return header;
    }
}
