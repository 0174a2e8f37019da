using Edge.Tuner.Watching;

namespace Edge.Tuner.Tests.Watching;

public sealed class TrialWatchTests
{
    private static readonly TrialSample Normal = new(1, 5, 2000, 900, 10, 1.5, 0.95);
    private static readonly TrialBounds Bounds = new();

    [Fact]
    public void Windows_like_the_baseline_are_kept_after_the_minimum_and_not_before()
    {
        TrialWatch watch = WithBaseline(Normal);
        for (int i = 1; i < Bounds.MinimumWindows; i++)
        {
            Assert.Equal(TrialOutcome.Undecided, watch.AddTrial(Normal).Outcome);
        }

        TrialVerdict verdict = watch.AddTrial(Normal);
        Assert.Equal(TrialOutcome.Keep, verdict.Outcome);
        Assert.Contains("latency p99 2000us (baseline 2000, allowed 0 to 2500)", verdict.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_metric_outside_its_bound_reverts_and_is_named_first()
    {
        (TrialSample Bad, string Name)[] cases =
        [
            (Normal with { LatencyP99Microseconds = 2501 }, "latency p99"),
            (Normal with { EnergyMicrojoulesPerSecond = 991 }, "energy"),
            (Normal with { PhonesPerSecond = 16.1 }, "phone rate"),
            (Normal with { PhonesPerSecond = 6.2 }, "phone rate"),
            (Normal with { PhonesPerSecond = 0 }, "phone rate"),
            (Normal with { EntropyBits = 2.1 }, "entropy"),
            (Normal with { ShadowAgreement = 0.79 }, "shadow agreement"),
        ];
        foreach ((TrialSample bad, string name) in cases)
        {
            TrialVerdict verdict = Run(WithBaseline(Normal), bad);
            Assert.Equal(TrialOutcome.Revert, verdict.Outcome);
            Assert.StartsWith($"BROKEN {name} ", verdict.Evidence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Values_just_inside_every_bound_are_kept()
    {
        TrialSample edge = new(1, 5, 2500, 989.9, 16, 2, 0.8);
        Assert.Equal(TrialOutcome.Keep, Run(WithBaseline(Normal), edge).Outcome);
        Assert.Equal(TrialOutcome.Keep, Run(WithBaseline(Normal), edge with { PhonesPerSecond = 6.25 }).Outcome);
    }

    [Fact]
    public void Missing_values_never_trigger_on_either_side()
    {
        TrialSample missing = new(1, 5);
        TrialSample terrible = new(1, 5, 1e9, 1e9, 1e9, 1e9);
        Assert.Equal(TrialOutcome.Keep, Run(WithBaseline(Normal), missing).Outcome);
        Assert.Equal(TrialOutcome.Keep, Run(WithBaseline(missing), terrible).Outcome);
        TrialSample broken = new(1, 5, double.NaN, double.PositiveInfinity, -1, double.NaN, double.NaN);
        Assert.Equal(TrialOutcome.Keep, Run(WithBaseline(Normal), broken).Outcome);
    }

    [Fact]
    public void Too_few_values_of_a_metric_do_not_trigger()
    {
        TrialWatch watch = WithBaseline(Normal);
        TrialSample slow = Normal with { LatencyP99Microseconds = 1e9 };
        for (int i = 1; i < Bounds.MinimumWindows; i++)
        {
            watch.AddTrial(slow);
        }

        Assert.Equal(TrialOutcome.Keep, watch.AddTrial(Normal with { LatencyP99Microseconds = null }).Outcome);
    }

    [Fact]
    public void One_hiccup_among_good_windows_does_not_trigger()
    {
        TrialWatch watch = WithBaseline(Normal);
        TrialVerdict verdict = watch.AddTrial(Normal with { LatencyP99Microseconds = 1e9 });
        while (verdict.Outcome == TrialOutcome.Undecided)
        {
            verdict = watch.AddTrial(Normal);
        }

        Assert.Equal(TrialOutcome.Keep, verdict.Outcome);
    }

    [Fact]
    public void A_median_outside_its_bound_by_chance_prolongs_the_trial_and_does_not_end_it()
    {
        TrialWatch watch = new(Bounds);
        double[] spread = [1.0, 1.2, 1.5, 1.9, 2.6];
        foreach (double entropy in spread)
        {
            watch.AddBaseline(Normal with { EntropyBits = entropy });
        }

        TrialVerdict verdict = null!;
        foreach (double entropy in new[] { 1.1, 2.1, 2.1, 2.2, 1.0 })
        {
            verdict = watch.AddTrial(Normal with { EntropyBits = entropy });
        }

        Assert.Equal(TrialOutcome.Undecided, verdict.Outcome);
        Assert.Contains("chance", verdict.Evidence, StringComparison.Ordinal);
        while (verdict.Outcome == TrialOutcome.Undecided)
        {
            verdict = watch.AddTrial(Normal with { EntropyBits = 1.6 });
        }

        Assert.Equal(TrialOutcome.Keep, verdict.Outcome);
    }

    [Fact]
    public void A_prolonged_trial_is_decided_by_the_median()
    {
        TrialWatch watch = new(Bounds);
        foreach (double entropy in new[] { 0.1, 1.2, 1.5, 1.9, 5 })
        {
            watch.AddBaseline(Normal with { EntropyBits = entropy });
        }

        int windows = 0;
        TrialVerdict verdict;
        do
        {
            verdict = watch.AddTrial(Normal with { EntropyBits = windows++ % 2 == 0 ? 2.1 : 1.95 });
        }
        while (verdict.Outcome == TrialOutcome.Undecided);

        Assert.Equal((4 * Bounds.MinimumWindows, TrialOutcome.Revert), (windows, verdict.Outcome));
    }

    [Fact]
    public void A_trial_without_audio_is_never_decided()
    {
        TrialWatch watch = WithBaseline(Normal);
        foreach (double seconds in new[] { 0, -5, double.NaN, double.PositiveInfinity })
        {
            for (int i = 0; i < 20; i++)
            {
                Assert.Equal(TrialOutcome.Undecided, watch.AddTrial(Normal with { AudioSeconds = seconds }).Outcome);
            }
        }
    }

    [Fact]
    public void After_a_commit_the_trials_windows_are_the_baseline()
    {
        TrialWatch watch = WithBaseline(Normal);
        TrialSample faster = Normal with { LatencyP99Microseconds = 1000 };
        Assert.Equal(TrialOutcome.Keep, Run(watch, faster).Outcome);
        watch.Promote();
        Assert.True(watch.BaselineReady);
        watch.BeginTrial();
        Assert.Equal(TrialOutcome.Revert, Run(watch, Normal).Outcome);
    }

    private static TrialWatch WithBaseline(TrialSample sample)
    {
        TrialWatch watch = new(Bounds);
        for (int i = 0; i < Bounds.MinimumWindows; i++)
        {
            Assert.False(watch.BaselineReady);
            watch.AddBaseline(sample);
        }

        Assert.True(watch.BaselineReady);
        return watch;
    }

    private static TrialVerdict Run(TrialWatch watch, TrialSample sample)
    {
        TrialVerdict verdict = watch.AddTrial(sample);
        while (verdict.Outcome == TrialOutcome.Undecided)
        {
            verdict = watch.AddTrial(sample);
        }

        return verdict;
    }
}
