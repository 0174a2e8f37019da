using Edge.Runtime.Audio;

using Xunit;

namespace Edge.Runtime.Tests.Audio;

public sealed class AudioFileTests : IDisposable
{
    private static readonly short[] Speech = AudioBytes.Noise(5000);
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_16_bit_mono_wav_passes_bit_for_bit() => Assert.Equal(Speech, Read("a.wav", AudioBytes.Wav16(Speech)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Sphere_named_wav_is_read_by_its_content(bool bigEndian) =>
        Assert.Equal(Speech, Read("SA1.WAV", AudioBytes.Sphere(Speech, bigEndian)));

    [Fact]
    public void Flac_passes_bit_for_bit()
    {
        string path = Path.Combine(_directory.Path, "a.flac");
        FlacWriter.Write(path, Speech);
        Assert.Equal(Speech, AudioFile.ReadMono16k(path));
    }

    [Fact]
    public void What_the_wave_writer_writes_reads_back()
    {
        string path = Path.Combine(_directory.Path, "a.wav");
        WaveFile.Write(path, Speech);
        Assert.Equal(Speech, AudioFile.ReadMono16k(path));
        Assert.Equal(AudioBytes.Wav16(Speech), File.ReadAllBytes(path));
    }

    [Fact]
    public void Wider_integers_are_rounded_to_nearest_and_saturate()
    {
        int[] wide = [0, 0x7FFF, 0x8000, -0x8000, -0x8001, 0x7FFFFFFF, int.MinValue, 0x12345678];
        short[] expected = [0, 0, 1, 0, -1, 32767, -32768, 0x1234];
        byte[] data = [.. wide.SelectMany(BitConverter.GetBytes)];
        Assert.Equal(expected, Read("a.wav", AudioBytes.Wav(AudioBytes.Pcm, 32, 1, 16000, data)));
    }

    [Fact]
    public void Twenty_four_bits_are_rounded_to_nearest()
    {
        byte[] data = [0x7F, 0x00, 0x00, 0x80, 0x00, 0x00, 0x80, 0xFF, 0xFF, 0x00, 0x00, 0x80, 0xFF, 0xFF, 0x7F];
        Assert.Equal<short[]>([0, 1, 0, -32768, 32767], Read("a.wav", AudioBytes.Wav(AudioBytes.Pcm, 24, 1, 16000, data)));
    }

    [Fact]
    public void Eight_bits_are_unsigned() =>
        Assert.Equal<short[]>([0, 32512, -32768, 256], Read("a.wav", AudioBytes.Wav(AudioBytes.Pcm, 8, 1, 16000, [128, 255, 0, 129])));

    [Fact]
    public void Floats_are_scaled_to_full_scale_whatever_their_peak()
    {
        float[] values = [0f, 0.5f, -0.25f, 1f, -1f, 1.5f, -3f, 1f / 32768];
        byte[] data = [.. values.SelectMany(BitConverter.GetBytes)];
        short[] expected = [0, 16384, -8192, 32767, -32768, 32767, -32768, 1];
        Assert.Equal(expected, Read("a.wav", AudioBytes.Wav(AudioBytes.IeeeFloat, 32, 1, 16000, data)));
    }

    [Fact]
    public void Mu_law_follows_G711() =>
        Assert.Equal<short[]>([0, 32124, -32124, 8], Read("a.wav", AudioBytes.Wav(AudioBytes.MuLaw, 8, 1, 16000, [0xFF, 0x80, 0x00, 0xFE])));

    [Fact]
    public void Channels_are_averaged_and_halves_round_up()
    {
        short[] stereo = [100, 200, -1, 0, 1, 0, 32767, 32767, -32768, -32768, -3, -4];
        Assert.Equal<short[]>([150, 0, 1, 32767, -32768, -3], Read("a.wav", AudioBytes.Wav16(stereo, channels: 2)));
    }

    [Fact]
    public void A_recording_of_another_rate_has_the_length_of_its_time()
    {
        Assert.Equal(16000, Read("a.wav", AudioBytes.Wav16(AudioBytes.Noise(44100), rate: 44100)).Length);
        Assert.Equal(1001, Read("b.wav", AudioBytes.Wav16(AudioBytes.Noise(3001), rate: 48000)).Length);
    }

    private short[] Read(string name, byte[] bytes) => AudioFile.ReadMono16k(_directory.Write(name, bytes));
}
