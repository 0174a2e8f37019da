using Edge.Runtime.Audio;
using Edge.Runtime.Errors;

using Xunit;

namespace Edge.Runtime.Tests.Audio;

public sealed class BadAudioFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("wav")]
    [InlineData("sphere")]
    [InlineData("flac")]
    public void A_file_cut_anywhere_is_refused(string kind)
    {
        byte[] whole = Whole(kind);
        for (int length = 0; length < whole.Length; length += length < 1100 ? 1 : 97)
        {
            AssertRefused(_directory.Write("cut.wav", whole[..length]));
        }

        AssertRefused(_directory.Write("cut.wav", whole[..^1]));
    }

    [Theory]
    [InlineData("wav")]
    [InlineData("sphere")]
    [InlineData("flac")]
    public void A_damaged_file_is_read_or_refused_but_nothing_else(string kind)
    {
        byte[] whole = Whole(kind);
        Random random = new(5);
        for (int round = 0; round < 1500; round++)
        {
            byte[] damaged = [.. whole];
            for (int flips = random.Next(1, 4); flips > 0; flips--)
            {
                damaged[random.Next(round % 3 == 0 ? whole.Length : Math.Min(whole.Length, 220))] = (byte)random.Next(256);
            }

            string path = _directory.Write("damaged.wav", damaged);
            try
            {
                Assert.NotEmpty(AudioFile.ReadMono16k(path));
            }
            catch (EdgeException e)
            {
                Assert.Equal(ExitCode.BadInput, e.ExitCode);
            }
        }
    }

    [Fact]
    public void A_text_file_named_wav_is_refused() => AssertRefused(_directory.Write("a.wav", "this is not a recording, only its name says so\n"));

    [Fact]
    public void Missing_files_and_directories_are_refused()
    {
        AssertRefused(Path.Combine(_directory.Path, "none.wav"));
        AssertRefused(Path.Combine(_directory.Path, "none", "none.wav"));
        AssertRefused(_directory.Path);
    }

    [Fact]
    public void A_wav_without_samples_is_refused() => AssertRefused(_directory.Write("a.wav", AudioBytes.Wav16([])));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3999)]
    [InlineData(384_001)]
    [InlineData(383_999)]
    [InlineData(int.MaxValue)]
    public void Absurd_rates_are_refused(int rate) => AssertRefused(_directory.Write("a.wav", AudioBytes.Wav16(AudioBytes.Noise(100), rate: rate)));

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    [InlineData(1000)]
    public void Absurd_channel_counts_are_refused(int channels) =>
        AssertRefused(_directory.Write("a.wav", AudioBytes.Wav16(AudioBytes.Noise(6500), channels)));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Floats_that_are_no_numbers_are_refused(float value)
    {
        byte[] data = [.. new[] { 0f, value, 0f }.SelectMany(BitConverter.GetBytes)];
        AssertRefused(_directory.Write("a.wav", AudioBytes.Wav(AudioBytes.IeeeFloat, 32, 1, 16000, data)));
    }

    [Fact]
    public void A_sphere_header_that_promises_more_than_the_file_holds_is_refused() =>
        AssertRefused(_directory.Write("a.wav", AudioBytes.Sphere(AudioBytes.Noise(500), bigEndian: false, claimedCount: 501)));

    [Fact]
    public void More_than_four_hours_are_refused_before_they_are_read()
    {
        string path = _directory.Write("long.wav", AudioBytes.Wav(AudioBytes.Pcm, 8, 1, 4000, []));
        const int Samples = (AudioFile.MaxSeconds * 4000) + 1;
        using (FileStream file = File.OpenWrite(path))
        {
            file.Position = 4;
            file.Write(BitConverter.GetBytes(36 + Samples));
            file.Position = 40;
            file.Write(BitConverter.GetBytes(Samples));
            file.SetLength(44 + Samples);
        }

        EdgeException error = Assert.Throws<EdgeException>(() => AudioFile.ReadMono16k(path));
        Assert.Contains("4 hours", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_says_what_where_and_what_to_do()
    {
        string path = _directory.Write("a.wav", AudioBytes.Wav16(AudioBytes.Noise(500))[..800]);
        EdgeException error = Assert.Throws<EdgeException>(() => AudioFile.ReadMono16k(path));
        Assert.Equal($"{path}, byte 36: the header promises a chunk of 1000 bytes, the file holds 756; copy or record the file again", error.Message);
    }

    private static void AssertRefused(string path)
    {
        EdgeException error = Assert.Throws<EdgeException>(() => AudioFile.ReadMono16k(path));
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
        Assert.StartsWith(path, error.Where, StringComparison.Ordinal);
    }

    private byte[] Whole(string kind)
    {
        short[] samples = AudioBytes.Noise(1000);
        if (kind != "flac")
        {
            return kind == "wav" ? AudioBytes.Wav16(samples) : AudioBytes.Sphere(samples, bigEndian: false);
        }

        string path = Path.Combine(_directory.Path, "whole.flac");
        FlacWriter.Write(path, samples);
        return File.ReadAllBytes(path);
    }
}
