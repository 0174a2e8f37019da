using Edge.Tuner.Thresholds;

namespace Edge.Tuner.Tests.Thresholds;

public sealed class ThresholdWalkTests
{
    private const double Budget = 0.02;
    private static readonly TunableLayer[] Layers = [new(1, "Pr1", new(0, 16)), new(2, "L1", new(4, 20)), new(3, "FC", new(0, 3))];
    private static readonly WalkRules Rules = new(FramesToJudge: 100);

    [Fact]
    public void Nothing_is_judged_before_enough_speech_was_compared()
    {
        ThresholdWalk walk = Walk([0, 4, 0]);

        Assert.Null(walk.Add(99, 0));
        Assert.Null(walk.Add(0, 50));
        Assert.Equal(WalkMove.Raise, walk.Add(1, 0)!.Move);
    }

    [Fact]
    public void While_the_budget_holds_one_layer_after_the_other_goes_up_to_its_bound_and_no_further()
    {
        ThresholdWalk walk = Walk([0, 4, 0]);
        int[] before = [.. walk.Current];
        for (WalkVerdict verdict = Judge(walk, 0.001); verdict.Move != WalkMove.Stay; verdict = Judge(walk, 0.001))
        {
            Assert.Equal(1, walk.Current.Zip(before).Count(p => p.First != p.Second));
            before = [.. walk.Current];
        }

        Assert.Equal([16, 20, 3], walk.Current);
        Assert.Equal([16, 20, 3], walk.Trusted);
    }

    [Fact]
    public void A_threshold_that_breaks_the_budget_is_taken_back_and_its_layer_rests_longer_every_time()
    {
        ThresholdWalk walk = Walk([0, 20, 3]);
        List<int> raisedAt = [];
        for (int judgement = 0; judgement < 60; judgement++)
        {
            double divergence = walk.Current[0] > 0 ? 0.05 : 0.001;
            if (Judge(walk, divergence).Move == WalkMove.Raise)
            {
                raisedAt.Add(judgement);
            }

            Assert.Equal([0, 20, 3], walk.Trusted);
        }

        int[] pauses = [.. raisedAt.Zip(raisedAt.Skip(1), (a, b) => b - a)];
        Assert.True(pauses.Length >= 3);
        Assert.Equal(pauses.Order(), pauses);
        Assert.True(pauses[^1] > pauses[0]);
    }

    [Fact]
    public void Speech_that_has_become_harder_leads_down_to_the_lower_bounds_one_layer_at_a_time()
    {
        ThresholdWalk walk = Walk([16, 20, 3]);
        int[] before = [.. walk.Current];
        for (WalkVerdict verdict = Judge(walk, 1); verdict.Move != WalkMove.Stay; verdict = Judge(walk, 1))
        {
            Assert.Equal(WalkMove.Lower, verdict.Move);
            Assert.Equal(1, walk.Current.Zip(before).Count(p => p.First < p.Second));
            Assert.True(verdict.TrustChanged);
            before = [.. walk.Current];
        }

        Assert.Equal([0, 4, 0], walk.Current);
    }

    [Fact]
    public void Between_headroom_and_budget_nothing_moves_and_what_runs_is_trusted()
    {
        ThresholdWalk walk = Walk([0, 4, 0]);
        Assert.Equal(WalkMove.Raise, Judge(walk, 0.001).Move);
        Assert.Equal([0, 4, 0], walk.Trusted);

        WalkVerdict verdict = Judge(walk, 0.019);

        Assert.Equal((WalkMove.Stay, true), (verdict.Move, verdict.TrustChanged));
        Assert.Equal([2, 4, 0], walk.Trusted);
        Assert.Equal((WalkMove.Stay, false), (Judge(walk, 0.019).Move, Judge(walk, 0.019).TrustChanged));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_is_measured_thresholds_stay_within_their_bounds_and_the_same_samples_lead_to_the_same_thresholds(int seed)
    {
        ThresholdWalk a = Walk([8, 8, 1]), b = Walk([8, 8, 1]);
        Random random = new(seed);
        for (int i = 0; i < 500; i++)
        {
            long frames = random.Next(0, 150);
            double divergence = random.Next(50) == 0 ? double.NaN : frames * random.NextDouble() * 0.04;
            Assert.Equal(a.Add(frames, divergence), b.Add(frames, divergence));
            Assert.Equal(a.Current, b.Current);
            Assert.All(Layers.Zip(a.Current), p => Assert.True(p.First.Bounds.Contains(p.Second)));
            Assert.All(Layers.Zip(a.Trusted), p => Assert.True(p.First.Bounds.Contains(p.Second)));
        }
    }

    [Fact]
    public void A_smooth_divergence_ends_close_under_the_budget()
    {
        ThresholdWalk walk = Walk([0, 4, 0]);
        double Divergence() => (0.0008 * walk.Current[0]) + (0.0005 * walk.Current[1]) + (0.002 * walk.Current[2]);
        for (int i = 0; i < 200; i++)
        {
            Judge(walk, Divergence());
        }

        double trusted = (0.0008 * walk.Trusted[0]) + (0.0005 * walk.Trusted[1]) + (0.002 * walk.Trusted[2]);
        Assert.InRange(trusted, 0.7 * Budget, Budget);
    }

    private static ThresholdWalk Walk(int[] start) => new(Layers, Budget, start, Rules);

    private static WalkVerdict Judge(ThresholdWalk walk, double divergence) => walk.Add(100, 100 * divergence)!;
}
