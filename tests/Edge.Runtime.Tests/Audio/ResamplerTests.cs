using System.Security.Cryptography;

using Edge.Runtime.Audio;

using Xunit;

namespace Edge.Runtime.Tests.Audio;

public sealed class ResamplerTests
{
    [Theory]
    [InlineData(8000)]
    [InlineData(11025)]
    [InlineData(22050)]
    [InlineData(32000)]
    [InlineData(44100)]
    [InlineData(48000)]
    [InlineData(44056)]
    [InlineData(96000)]
    public void A_tone_inside_the_band_keeps_its_phase_and_amplitude(int rate)
    {
        short[] output = Convert(Tone(rate, 1000, rate));
        Assert.Equal(16000, output.Length);
        double worst = 0;
        for (int n = 1000; n < 15000; n++)
        {
            worst = Math.Max(worst, Math.Abs(output[n] - (8192 * Math.Sin(2 * Math.PI * 1000 * n / 16000))));
        }

        // 8192 in 16 bits: one unit is -78 dB, half of it is rounding.
        Assert.InRange(worst, 0, 1.5);
    }

    [Theory]
    [InlineData(48000, 8500)]
    [InlineData(48000, 15000)]
    [InlineData(44100, 9000)]
    [InlineData(96000, 30000)]
    public void A_tone_above_the_band_is_gone(int rate, int frequency)
    {
        short[] output = Convert(Tone(rate, frequency, rate));
        Assert.All(output[1000..15000], sample => Assert.InRange(sample, -2, 2));
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(44100)]
    [InlineData(48000)]
    public void A_constant_stays_exactly_constant(int rate)
    {
        int[] input = new int[rate];
        Array.Fill(input, 12345 << 16);
        Assert.All(Convert((input, rate))[1000..15000], sample => Assert.Equal(12345, sample));
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(44100)]
    [InlineData(384000)]
    public void Chunk_sizes_do_not_change_the_result(int rate)
    {
        (int[] input, _) = Tone(rate, 333, 30000);
        short[] whole = Convert((input, rate));
        Random random = new(3);
        Resampler resampler = new(rate);
        SampleBuffer output = new();
        for (int at = 0; at < input.Length;)
        {
            int take = Math.Min(random.Next(0, 700), input.Length - at);
            resampler.Accept(input.AsSpan(at, take), output);
            at += take;
        }

        resampler.Finish(output);
        Assert.Equal(whole, output.ToArray());
        Assert.Equal(((30000L * 16000) + rate - 1) / rate, whole.Length);
    }

    [Fact]
    public void The_result_is_the_same_bits_everywhere()
    {
        int[] noise = [.. AudioBytes.Noise(20000, seed: 9).Select(s => s << 16)];
        byte[] bytes = [.. Convert((noise, 44100)).SelectMany(BitConverter.GetBytes)];
        Assert.Equal("3F8979D4C26BCF2C1C847DBE975422FC98FD477B", System.Convert.ToHexString(SHA256.HashData(bytes))[..40]);
    }

    [Fact]
    public void Extremes_saturate_instead_of_wrapping()
    {
        int[] square = new int[48000];
        for (int i = 0; i < square.Length; i++)
        {
            square[i] = i / 300 % 2 == 0 ? int.MaxValue : int.MinValue;
        }

        short[] output = Convert((square, 48000));
        for (int n = 1050; n < 15000; n += 200)
        {
            Assert.InRange(Math.Abs((int)output[n]), 32700, 32768);
        }
    }

    private static (int[] Samples, int Rate) Tone(int rate, int frequency, int count)
    {
        int[] samples = new int[count];
        for (int i = 0; i < count; i++)
        {
            samples[i] = (int)Math.Round(8192 * 65536.0 * Math.Sin(2 * Math.PI * ((long)frequency * i % rate) / rate));
        }

        return (samples, rate);
    }

    private static short[] Convert((int[] Samples, int Rate) input)
    {
        Resampler resampler = new(input.Rate);
        SampleBuffer output = new();
        resampler.Accept(input.Samples, output);
        resampler.Finish(output);
        return output.ToArray();
    }
}
