using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Model;
using Edge.Runtime.Recognition;

using Xunit;

namespace Edge.Runtime.Tests.Recognition;

public class ShadowPassTests
{
    private static readonly ShadowSchedule Often = new(PeriodFrames: 20, SettleFrames: 2, ComparedFrames: 10);

    public static TheoryData<CellKind> Cells => TestModels.Cells;

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_stream_without_skipping_does_not_diverge_and_one_that_skips_does(CellKind cell)
    {
        RecognizerModel model = TestModels.Random(31, cell: cell);

        ShadowFigures exact = Compared(model, model.UniformPlan(8, 8, deltaThreshold: 0), Often);
        ShadowFigures skipping = Compared(model, model.UniformPlan(8, 8, deltaThreshold: 20), Often);

        Assert.True(exact.Frames > 0);
        Assert.Equal((0, 0), (exact.DivergenceBits, exact.Disagreements));
        Assert.Equal(exact.Frames, skipping.Frames);
        Assert.True(skipping.DivergenceBits > 0);
        Assert.InRange(skipping.Disagreements, 0, skipping.Frames);
    }

    [Fact]
    public void The_schedule_says_how_many_frames_are_compared()
    {
        RecognizerModel model = TestModels.Random(32);
        using PhoneRecognizer recognizer = new(new QuantizedNetwork(model, model.UniformPlan(8, 8, 0)));
        recognizer.Shadow = new ShadowPass(new QuantizedNetwork(model, model.UniformPlan(8, 8)), Often);
        Play(recognizer);

        long expected = Enumerable.Range(0, (int)recognizer.Frames).Count(f => f % 20 is > 2 and <= 12);
        Assert.Equal(expected, recognizer.Shadow.Take().Frames);
        Assert.Equal(default, recognizer.Shadow.Take());
    }

    [Fact]
    public void Silence_does_not_count()
    {
        RecognizerModel model = TestModels.Random(33);
        RecognizerModel silent = model with { Decoder = model.Decoder with { Phones = ["sil", "pau", "bcl", "h#", "epi", "tcl", "kcl"] } };

        Assert.Equal(0, Compared(silent, silent.UniformPlan(8, 8, deltaThreshold: 20), Often).Frames);
    }

    [Fact]
    public void A_shadow_changes_nothing_in_the_stream_it_follows()
    {
        RecognizerModel model = TestModels.Random(34);
        PrecisionPlan plan = model.UniformPlan(8, 8, deltaThreshold: 12);
        using PhoneRecognizer alone = new(new QuantizedNetwork(model, plan)), followed = new(new QuantizedNetwork(model, plan));
        followed.Shadow = new ShadowPass(new QuantizedNetwork(model, model.UniformPlan(8, 8)), Often);
        Play(alone);
        Play(followed);

        Assert.Equal(alone.Hash.Current(), followed.Hash.Current());
        Assert.Equal(alone.Products.Select(p => p.UpdatedInputs), followed.Products.Select(p => p.UpdatedInputs));
    }

    [Fact]
    public void Divergence_is_that_of_the_definition()
    {
        int[] reference = [-1 << LogProbability.FractionBits, -2 << LogProbability.FractionBits, -2 << LogProbability.FractionBits];
        int[] other = [-2 << LogProbability.FractionBits, -1 << LogProbability.FractionBits, -2 << LogProbability.FractionBits];

        Assert.Equal((0.5 * 1) + (0.25 * -1), LogProbability.Divergence(reference, other), 12);
        Assert.Equal(0, LogProbability.Divergence(reference, reference));
    }

    [Theory]
    [InlineData(0.05, 1000)]
    [InlineData(0.5, 100)]
    [InlineData(1, 51)]
    public void A_share_of_frames_makes_a_schedule(double share, int period)
    {
        Assert.Equal(period, ShadowSchedule.OfShare(share).PeriodFrames);
        Assert.Throws<ArgumentOutOfRangeException>(() => ShadowSchedule.OfShare(0));
    }

    private static ShadowFigures Compared(RecognizerModel model, PrecisionPlan plan, ShadowSchedule schedule)
    {
        using PhoneRecognizer recognizer = new(new QuantizedNetwork(model, plan));
        recognizer.Shadow = new ShadowPass(new QuantizedNetwork(model, plan.Dense()), schedule);
        Play(recognizer);
        return recognizer.Shadow.Take();
    }

    /// <summary>Three seconds of changing tones.</summary>
    private static void Play(PhoneRecognizer recognizer)
    {
        short[] sound = [.. Enumerable.Range(0, 3 * FeatureOptions.SampleRate).Select(i => (short)(6000 * Math.Sin(i * (0.05 + (0.03 * (i / 4000)))) * (1 + (i / 1600 % 3))))];
        PhoneListSink sink = new();
        recognizer.Accept(sound.AsSpan(0, sound.Length / 2), sink);
        recognizer.Accept(sound.AsSpan(sound.Length / 2), sink);
        recognizer.Finish(sink);
    }
}
