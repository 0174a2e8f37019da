using Edge.Runtime.Model;

using HostTrainer.Demo;

using Xunit;

namespace HostTrainer.Tests.Demo;

public sealed class PlanChoiceTests
{
    private static readonly PlanFigures Master = DemoSamples.Figures(16, error: 0.30, bytes: 1600);

    [Fact]
    public void The_smallest_plan_within_one_point_of_the_master_is_chosen()
    {
        PlanFigures small = DemoSamples.Figures(2, error: 0.35, bytes: 200);
        PlanFigures middle = DemoSamples.Figures(4, error: 0.309, bytes: 400);
        PlanFigures large = DemoSamples.Figures(8, error: 0.30, bytes: 800);
        PlanChoice choice = PlanChoice.Choose([large, small, middle], Master)!;
        Assert.Same(middle, choice.Figures);
        Assert.Contains("(+0.90)", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_better_than_the_master_counts_as_near()
    {
        PlanFigures better = DemoSamples.Figures(4, error: 0.20, bytes: 400);
        Assert.Same(better, PlanChoice.Choose([DemoSamples.Figures(8, error: 0.30, bytes: 800), better], Master)!.Figures);
    }

    [Fact]
    public void Without_a_near_plan_the_knee_is_chosen()
    {
        PlanFigures accurate = DemoSamples.Figures(8, error: 0.32, bytes: 800);
        PlanFigures knee = DemoSamples.Figures(4, error: 0.33, bytes: 300);
        PlanFigures tiny = DemoSamples.Figures(2, error: 0.60, bytes: 200);
        PlanChoice choice = PlanChoice.Choose([tiny, accurate, knee], Master)!;
        Assert.Same(knee, choice.Figures);
        Assert.StartsWith("the knee", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_far_plan_is_its_own_knee()
    {
        PlanFigures only = DemoSamples.Figures(4, error: 0.5, bytes: 400);
        Assert.Same(only, PlanChoice.Choose([only], Master)!.Figures);
    }

    [Fact]
    public void A_plan_that_would_not_stand_its_trial_is_passed_over()
    {
        PlanFigures vague = DemoSamples.Figures(2, error: 0.30, bytes: 200, entropy: 2.3);
        PlanFigures mute = DemoSamples.Figures(2, error: 0.30, bytes: 300, phonesPerSecond: 7);
        PlanFigures sound = DemoSamples.Figures(4, error: 0.30, bytes: 400, phonesPerSecond: 9.5, entropy: 2.2);
        Assert.Same(sound, PlanChoice.Choose([vague, mute, sound], Master)!.Figures);
        Assert.Null(PlanChoice.Choose([vague, mute], Master));
    }

    [Fact]
    public void Sixteen_bits_everywhere_are_never_chosen() => Assert.Null(PlanChoice.Choose([Master], Master));

    [Fact]
    public void Delta_leaves_precisions_as_they_are_and_skips_in_every_layer()
    {
        PrecisionPlan plan = PlanMeasurement.WithDelta(DemoSamples.Plan(4));
        Assert.All(plan.Layers, l => Assert.Equal((4, 4, 0), (l.WeightBits, l.ActivationBits, l.DeltaThreshold)));
    }
}
