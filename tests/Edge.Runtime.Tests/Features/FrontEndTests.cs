using Edge.Runtime.Features;

using Xunit;

namespace Edge.Runtime.Tests.Features;

public class FrontEndTests
{
    private static readonly FeatureOptions Options = new();

    [Fact]
    public void A_tone_peaks_in_the_band_of_its_frequency()
    {
        short[] pcm = Tone(1000, 400);
        short[] bands = new short[Options.MelBands];
        new LogMelFilterbank(Options).Compute(pcm, bands);

        double Mel(double hertz) => 1127 * Math.Log(1 + (hertz / 700));
        double position = (Mel(1000) - Mel(Options.LowHz)) / (Mel(Options.HighHz) - Mel(Options.LowHz)) * (Options.MelBands + 1);
        Assert.InRange(Array.IndexOf(bands, bands.Max()), position - 2, position);
    }

    [Fact]
    public void Doubling_the_amplitude_adds_two_to_the_logarithm()
    {
        short[] quiet = new short[Options.MelBands], loud = new short[Options.MelBands];
        LogMelFilterbank filterbank = new(Options);
        short[] noise = Noise(400, 8000, 3);
        filterbank.Compute(noise, quiet);
        filterbank.Compute([.. noise.Select(s => (short)(2 * s))], loud);
        Assert.All(quiet.Zip(loud), pair => Assert.InRange(pair.Second - pair.First, 2044, 2050));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(160)]
    [InlineData(1000)]
    [InlineData(100_000)]
    public void A_stream_in_pieces_gives_the_features_of_the_whole(int piece)
    {
        short[] pcm = Noise(20_000, 3000, 5);
        FeatureStatistics statistics = FeatureStatistics.Measure(Options, [Raw(pcm)]);
        short[] whole = Raw(pcm);
        FeatureExtractor.Normalize(new StreamNormalizer(Options, statistics), Options.MelBands, whole);
        short[] expected = FeatureExtractor.Stack(Options, whole);

        FrontEnd frontEnd = new(Options, statistics);
        List<short> streamed = [];
        short[] frame = new short[Options.InputSize];
        for (int at = 0; at < pcm.Length; at += piece)
        {
            ReadOnlySpan<short> rest = pcm.AsSpan(at, Math.Min(piece, pcm.Length - at));
            while (frontEnd.TryNext(ref rest, frame))
            {
                streamed.AddRange(frame);
            }
        }

        Assert.Equal(expected, streamed);
    }

    [Fact]
    public void Silence_does_not_move_the_running_mean()
    {
        short[] speech = Raw(Noise(32_000, 3000, 7));
        FeatureStatistics statistics = FeatureStatistics.Measure(Options, [speech]);
        StreamNormalizer normalizer = new(Options, statistics);
        short[] row = new short[Options.MelBands], quiet = Raw(new short[400]);
        for (int i = 0; i < speech.Length; i += row.Length)
        {
            normalizer.Normalize(speech.AsSpan(i, row.Length), row);
        }

        short[] before = new short[row.Length];
        normalizer.Normalize(quiet, before);
        for (int i = 0; i < 500; i++)
        {
            normalizer.Normalize(quiet, row);
        }

        Assert.Equal(before, row);
    }

    [Fact]
    public void A_frame_allocates_nothing()
    {
        short[] pcm = Noise(160 * 1000, 3000, 9);
        FrontEnd frontEnd = new(Options, FeatureStatistics.Measure(Options, [Raw(pcm)]));
        short[] frame = new short[Options.InputSize];
        long Run()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            ReadOnlySpan<short> rest = pcm;
            while (frontEnd.TryNext(ref rest, frame))
            {
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Run();
        Assert.Equal(0, Run());
    }

    private static short[] Raw(short[] pcm) => FeatureExtractor.LogMel(new LogMelFilterbank(Options), Options.MelBands, pcm);

    private static short[] Tone(double hertz, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (short)(8000 * Math.Sin(2 * Math.PI * hertz * i / 16000)))];

    private static short[] Noise(int count, int amplitude, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (short)random.Next(-amplitude, amplitude))];
    }
}
