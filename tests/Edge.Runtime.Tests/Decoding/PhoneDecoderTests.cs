using Edge.Runtime.Decoding;
using Edge.Runtime.Errors;

using Xunit;

namespace Edge.Runtime.Tests.Decoding;

public class PhoneDecoderTests
{
    [Fact]
    public void The_path_found_is_the_best_there_is()
    {
        for (int seed = 0; seed < 400; seed++)
        {
            Random random = new(seed);
            int phones = random.Next(1, 12);
            DecoderModel model = RandomDecoding.Model(random, phones, maxMinFrames: 4);
            int[][] frames = RandomDecoding.Frames(random, random.Next(5, 70), phones);
            Assert.Equal(ViterbiOracle.Best(model, frames), ViterbiOracle.Score(model, frames, Decode(model, frames)));
        }
    }

    [Fact]
    public void Scores_are_mean_posteriors()
    {
        Random random = new(4);
        DecoderModel model = RandomDecoding.Model(random, 5, maxMinFrames: 3);
        int[][] frames = RandomDecoding.Frames(random, 200, 5);
        foreach (PhoneEvent phone in Decode(model, frames))
        {
            double mean = frames[phone.StartFrame..phone.EndFrame].Average(f => (double)f[phone.Phone]);
            Assert.Equal((int)Math.Floor(mean + 0.5), phone.Score);
        }
    }

    [Fact]
    public void Agreed_phones_are_final_long_before_the_end()
    {
        Random random = new(2);
        DecoderModel model = RandomDecoding.Model(random, 10, maxMinFrames: 3) with { AcousticScale = 256, LanguageScale = 256 };
        PhoneDecoder decoder = new(model);
        PhoneListSink sink = new();
        int latest = 0;
        foreach (int[] frame in RandomDecoding.Frames(random, 1000, 10))
        {
            decoder.Accept(frame, sink);
            int settled = sink.Phones.Count > 0 ? sink.Phones[^1].EndFrame : 0;
            latest = Math.Max(latest, decoder.Frames - settled);
        }

        Assert.InRange(latest, 1, 150);
        Assert.True(sink.Phones.Count > 50);
    }

    [Fact]
    public void Final_phones_of_a_stream_are_those_of_the_whole_and_partials_name_the_best()
    {
        Random random = new(8);
        DecoderModel model = RandomDecoding.Model(random, 6, maxMinFrames: 3) with { AcousticScale = 256 };
        int[][] frames = RandomDecoding.Frames(random, 300, 6);
        EventLog log = new();
        PhoneDecoder decoder = new(model);
        foreach (int[] frame in frames)
        {
            decoder.Accept(frame, log);
            PhoneEvent partial = log.Events.Last(e => e.Kind == PhoneEventKind.Partial);
            Assert.InRange(partial.StartFrame, 0, partial.EndFrame - 1);
            Assert.InRange(partial.EndFrame, 1, decoder.Frames);
        }

        decoder.Finish(log);
        Assert.Equal(Decode(model, frames), log.Events.Where(e => e.Kind == PhoneEventKind.Final));
        Assert.Equal(0, decoder.Frames);
    }

    [Fact]
    public void A_second_stream_is_decoded_as_if_it_were_the_first()
    {
        Random random = new(6);
        DecoderModel model = RandomDecoding.Model(random, 7, maxMinFrames: 3);
        int[][] frames = RandomDecoding.Frames(random, 100, 7);
        PhoneDecoder decoder = new(model);
        PhoneListSink first = Feed(decoder, RandomDecoding.Frames(random, 77, 7));
        Assert.NotEmpty(first.Phones);
        Assert.Equal(Decode(model, frames), Feed(decoder, frames).Phones);
    }

    [Fact]
    public void The_output_delay_is_dropped_and_taken_off_the_times()
    {
        Random random = new(3);
        DecoderModel model = RandomDecoding.Model(random, 5, maxMinFrames: 2);
        int[][] frames = RandomDecoding.Frames(random, 90, 5);
        int[][] delayed = [.. RandomDecoding.Frames(random, 4, 5), .. frames];
        Assert.Equal(Decode(model, frames), Feed(new PhoneDecoder(model, outputDelay: 4), delayed).Phones);
    }

    [Fact]
    public void A_stream_shorter_than_any_phone_gives_one_phone_and_an_empty_one_none()
    {
        DecoderModel model = RandomDecoding.Model(new Random(1), 3, maxMinFrames: 1) with { MinFrames = [5, 5, 5] };
        int[][] frames = [[-9000, -10, -9000], [-9000, -20, -9000]];
        Assert.Equal([new(PhoneEventKind.Final, 1, 0, 2, -15)], Decode(model, frames));
        Assert.Empty(Decode(model, []));
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(256, 256)]
    [InlineData(4096, 1000)]
    public void What_stays_ambiguous_is_settled_when_the_history_is_full(int historyFrames, int longestWait)
    {
        // Two pairs of phones that sound alike; only the last frames tell the pairs apart.
        int never = LogProbability.Never;
        int[] start = [-2000, never, -2000, never, never];
        DecoderModel model = new(
            1, ["a", "b", "c", "d"], [0, 0, 0, 0],
            [[never, -9, never, never, -9], [-9, never, never, never, -9], [never, never, never, -9, -9], [never, never, -9, never, -9], start],
            [2, 2, 2, 2]);
        PhoneDecoder decoder = new(model, historyFrames: historyFrames);
        PhoneListSink sink = new();
        int longest = 0;
        for (int t = 0; t < 1000; t++)
        {
            int hint = t > 990 ? -500 : 0;
            decoder.Accept(t / 5 % 2 == 0 ? [hint - 100, hint - 3000, -100, -3000] : [hint - 3000, hint - 100, -3000, -100], sink);
            longest = Math.Max(longest, decoder.Frames - (sink.Phones.Count > 0 ? sink.Phones[^1].EndFrame : 0));
        }

        decoder.Finish(sink);
        AssertContiguous(sink.Phones, 1000);
        Assert.Equal(200, sink.Phones.Count);
        Assert.InRange(longest, longestWait / 2, longestWait);
        bool whole = historyFrames > 1000;
        Assert.Equal(whole ? 2 : 0, sink.Phones[0].Phone);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(67)]
    public void A_short_history_never_breaks_the_path(int historyFrames)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            // Flat posteriors and rare phone changes keep many paths open for long.
            Random random = new(seed);
            DecoderModel model = RandomDecoding.Model(random, 6, maxMinFrames: 4)
                with
            { AcousticScale = 1 + (seed % 3), InsertionPenalty = 500 - (40 * seed) };
            PhoneListSink sink = Feed(new PhoneDecoder(model, 0, historyFrames), RandomDecoding.Frames(random, 900, 6));
            AssertContiguous(sink.Phones, 900);
        }
    }

    [Fact]
    public void Undecided_paths_beyond_the_room_for_them_are_settled_and_the_path_stays_whole()
    {
        // Flat scores and phones of one frame: every path goes on for ever, and in few frames there is a record for each phone and frame.
        Random random = new(21);
        const int Phones = 30;
        DecoderModel model = RandomDecoding.Model(random, Phones, maxMinFrames: 1) with { AcousticScale = 1, LanguageScale = 1, InsertionPenalty = 100 };
        PhoneListSink sink = Feed(new PhoneDecoder(model, 0, historyFrames: 4096), RandomDecoding.Frames(random, 3000, Phones));
        AssertContiguous(sink.Phones, 3000);
    }

    [Fact]
    public void An_hour_of_frames_allocates_nothing_and_gives_the_phones_of_its_minutes()
    {
        const int Minute = 50 * 60, Phones = 38;
        Random random = new(22);
        DecoderModel model = RandomDecoding.Model(random, Phones, maxMinFrames: 3) with { AcousticScale = 256, LanguageScale = 256 };
        int[][] frames = RandomDecoding.Frames(random, Minute, Phones);
        PhoneDecoder decoder = new(model);
        HashSink hour = new(Minute);
        for (int minute = 0; minute < 60; minute++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (int[] frame in frames)
            {
                decoder.Accept(frame, hour);
            }

            Assert.True(minute == 0 || GC.GetAllocatedBytesForCurrentThread() == before);
        }

        // Well inside a minute the phones do not depend on how many minutes came before.
        Assert.True(hour.Phones[5] > 100);
        Assert.All(hour.Hashes[2..58], hash => Assert.Equal(hour.Hashes[1], hash));
    }

    [Fact]
    public void A_phone_may_last_longer_than_the_history()
    {
        DecoderModel model = RandomDecoding.Model(new Random(1), 2, maxMinFrames: 1)
            with
        { LanguageScale = 256, PriorScale = 0, InsertionPenalty = -4000 };
        int[][] frames = [.. Enumerable.Range(0, 2000).Select(t => t is > 400 and < 1700 ? new[] { -1, -9000 } : [-9000, -1])];
        IReadOnlyList<PhoneEvent> phones = Feed(new PhoneDecoder(model with { AcousticScale = 256 }, 0, 64), frames).Phones;
        Assert.Equal([(1, 0, 401), (0, 401, 1700), (1, 1700, 2000)], phones.Select(p => (p.Phone, p.StartFrame, p.EndFrame)));
    }

    [Fact]
    public void Extreme_values_do_not_overflow()
    {
        DecoderModel model = RandomDecoding.Model(new Random(1), 4, maxMinFrames: 3) with
        {
            LogPrior = [LogProbability.Never, 0, LogProbability.Never, 0],
            AcousticScale = 4096,
            LanguageScale = 4096,
            PriorScale = 1024,
            InsertionPenalty = LogProbability.Never,
        };
        Random random = new(2);
        int Extreme() => random.Next(3) == 0 ? int.MaxValue : int.MinValue;
        int[][] frames = [.. Enumerable.Range(0, 3000).Select(_ => new[] { Extreme(), Extreme(), Extreme(), Extreme() })];
        int[][] limited = [.. frames.Select(f => f.Select(v => Math.Clamp(v, LogProbability.Never, 0)).ToArray())];
        IReadOnlyList<PhoneEvent> phones = Decode(model, frames);
        AssertContiguous(phones, 3000);
        Assert.Equal(Decode(model, limited), phones);
    }

    [Fact]
    public void Frames_cost_no_memory()
    {
        Random random = new(5);
        PhoneDecoder decoder = new(RandomDecoding.Model(random, 39, maxMinFrames: 3));
        int[][] frames = RandomDecoding.Frames(random, 3000, 39);
        CountingSink sink = new();
        foreach (int[] frame in frames)
        {
            decoder.Accept(frame, sink);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (int[] frame in frames)
        {
            decoder.Accept(frame, sink);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sink.Count > 0);
    }

    [Fact]
    public void A_frame_of_the_wrong_width_is_refused() =>
        Assert.Throws<ArgumentException>(() => new PhoneDecoder(RandomDecoding.Model(new Random(1), 4, 2)).Accept([0, 0, 0], new PhoneListSink()));

    [Fact]
    public void An_invalid_model_is_refused() =>
        Assert.Throws<EdgeException>(() => new PhoneDecoder(RandomDecoding.Model(new Random(1), 4, 2) with { MinFrames = [1, 1, 0, 1] }));

    private static IReadOnlyList<PhoneEvent> Decode(DecoderModel model, int[][] frames) => Feed(new PhoneDecoder(model, 0, 4096), frames).Phones;

    private static PhoneListSink Feed(PhoneDecoder decoder, int[][] frames)
    {
        PhoneListSink sink = new();
        foreach (int[] frame in frames)
        {
            decoder.Accept(frame, sink);
        }

        decoder.Finish(sink);
        return sink;
    }

    private static void AssertContiguous(IReadOnlyList<PhoneEvent> phones, int frames)
    {
        int at = 0;
        foreach (PhoneEvent phone in phones)
        {
            Assert.Equal(at, phone.StartFrame);
            Assert.True(phone.EndFrame > at);
            at = phone.EndFrame;
        }

        Assert.Equal(frames, at);
    }

    private sealed class EventLog : IPhoneSink
    {
        public List<PhoneEvent> Events { get; } = [];

        public void OnPhone(in PhoneEvent phone) => Events.Add(phone);
    }

    private sealed class CountingSink : IPhoneSink
    {
        public int Count { get; private set; }

        public void OnPhone(in PhoneEvent phone) => Count++;
    }

    /// <summary>Per minute a number that depends on every phone within it but those at its ends.</summary>
    private sealed class HashSink(int minute) : IPhoneSink
    {
        public long[] Hashes { get; } = new long[61];

        public int[] Phones { get; } = new int[61];

        public void OnPhone(in PhoneEvent phone)
        {
            int start = phone.StartFrame % minute;
            if (phone.Kind == PhoneEventKind.Final && start > 300 && start < minute - 300)
            {
                ref long hash = ref Hashes[phone.StartFrame / minute];
                hash = unchecked((((((hash * 31) + start) * 31) + phone.Phone) * 31) + phone.Score);
                Phones[phone.StartFrame / minute]++;
            }
        }
    }
}
