using System.Buffers.Binary;
using System.Text;

namespace Edge.Runtime.Tests.Audio;

/// <summary>Writes audio containers byte by byte, independently of the code under test.</summary>
internal static class AudioBytes
{
    public const int Pcm = 1;
    public const int IeeeFloat = 3;
    public const int MuLaw = 7;

    public static byte[] Wav(int tag, int bits, int channels, int rate, byte[] data)
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        writer.Write("RIFF"u8);
        writer.Write(36 + data.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)tag);
        writer.Write((short)channels);
        writer.Write(rate);
        writer.Write(rate * channels * bits / 8);
        writer.Write((short)(channels * bits / 8));
        writer.Write((short)bits);
        writer.Write("data"u8);
        writer.Write(data.Length);
        writer.Write(data);
        return bytes.ToArray();
    }

    public static byte[] Wav16(short[] samples, int channels = 1, int rate = 16000) => Wav(Pcm, 16, channels, rate, LittleEndian(samples));

    public static byte[] Sphere(short[] samples, bool bigEndian, int? claimedCount = null)
    {
        string order = bigEndian ? "10" : "01";
        string header = $"NIST_1A\n   1024\nchannel_count -i 1\nsample_count -i {claimedCount ?? samples.Length}\nsample_rate -i 16000\n"
            + $"sample_n_bytes -i 2\nsample_byte_format -s2 {order}\nsample_coding -s3 pcm\nsample_sig_bits -i 16\nend_head\n";
        byte[] data = LittleEndian(samples);
        if (bigEndian)
        {
            for (int i = 0; i < data.Length; i += 2)
            {
                (data[i], data[i + 1]) = (data[i + 1], data[i]);
            }
        }

        return [.. Encoding.ASCII.GetBytes(header.PadRight(1024, ' ')), .. data];
    }

    public static byte[] LittleEndian(short[] samples)
    {
        byte[] data = new byte[samples.Length * 2];
        for (int i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(2 * i), samples[i]);
        }

        return data;
    }

    /// <summary>A reproducible signal that uses the whole range.</summary>
    public static short[] Noise(int count, int seed = 1)
    {
        Random random = new(seed);
        short[] samples = new short[count];
        for (int i = 0; i < count; i++)
        {
            samples[i] = (short)random.Next(short.MinValue, short.MaxValue + 1);
        }

        return samples;
    }
}
