using Edge.Runtime.Model;
using Edge.Tuner.Apply;
using Edge.Tuner.Slots;
using Edge.Tuner.Tests.Slots;
using Edge.Tuner.Thresholds;

namespace Edge.Tuner.Tests.Thresholds;

/// <summary>Thresholds of a device whose recogniser remembers what it was told to run, on a disk that fails.</summary>
public sealed class ThresholdTunerTests : IPlanTarget
{
    private const long Version = 7;
    private readonly CrashingDisk _disk = new();
    private PrecisionPlan _running = Fixture.Plan();
    private int _prepared;

    [Fact]
    public void Thresholds_go_up_at_once_in_the_recogniser_and_are_trusted_once_they_kept_the_budget()
    {
        ThresholdTuner tuner = Started(_disk);
        Assert.Null(Window(tuner, 0));
        Assert.Equal(4, Threshold("L1"));
        Assert.Equal(2, Threshold("Pr1"));

        ThresholdReport report = Window(tuner, 0.001)!;

        Assert.Equal(["Pr1 2", "L1 4"], report.Thresholds.Select(t => $"{t.Name} {t.DeltaThreshold}"));
        Assert.Equal(0.001, report.DivergenceBits, 9);
        Assert.Equal(0.4, report.UpdatedFraction, 9);
        Assert.Equal(Version, report.PlanVersion);
        Assert.Contains("Pr1 2, L1 4", report.Sentence, StringComparison.Ordinal);
        Assert.Equal(report.Thresholds, tuner.TrustedOf(Version));
        Assert.Null(tuner.TrustedOf(Version + 1));
    }

    [Fact]
    public void Layers_without_bounds_keep_their_thresholds()
    {
        ThresholdTuner tuner = Started(_disk);
        for (int i = 0; i < 40; i++)
        {
            Window(tuner, 0.001);
        }

        Assert.Equal((null, 16, 20, 5), (Threshold("L0"), Threshold("Pr1"), Threshold("L1"), Threshold("FC")));
    }

    [Fact]
    public void A_restart_begins_with_the_thresholds_trusted_last_wherever_the_power_fails()
    {
        int operations = Walked(_disk.Copy()).Operations;
        for (int failure = 0; failure < operations; failure++)
        {
            CrashingDisk disk = _disk.Copy(powerFailsAt: failure);
            ThresholdTuner tuner = Started(disk);
            int[] trusted = [0, 4], next = trusted;
            try
            {
                while (true)
                {
                    int[] running = [Threshold("Pr1")!.Value, Threshold("L1")!.Value];
                    next = running;
                    Window(tuner, 0.001);
                    trusted = running;
                }
            }
            catch (PowerFailure)
            {
                foreach (CrashingDisk left in disk.AfterPowerFailure())
                {
                    _ = Started(left);
                    int[] found = [Threshold("Pr1")!.Value, Threshold("L1")!.Value];
                    Assert.True(found.SequenceEqual(trusted) || found.SequenceEqual(next), $"{found[0]} {found[1]} after failure {failure}");
                }
            }
        }
    }

    [Fact]
    public void Thresholds_of_another_version_or_plan_or_beyond_the_bounds_are_not_believed()
    {
        ThresholdStore store = new(_disk);
        PrecisionPlan plan = Tunable();
        store.Save(Version, plan, [8, 12]);

        Assert.Equal([8, 12], store.TryLoad(Version, plan)!);
        Assert.Null(store.TryLoad(Version + 1, plan));
        Assert.Null(store.TryLoad(Version, plan with { DivergenceBudget = 0.5 }));
        store.Save(Version, plan, [17, 12]);
        Assert.Null(store.TryLoad(Version, plan));
        store.Save(Version, plan, [8]);
        Assert.Null(store.TryLoad(Version, plan));
        _disk.Write("thresholds.json", "{}"u8);
        Assert.Null(store.TryLoad(Version, plan));
    }

    [Fact]
    public void A_full_disk_stops_no_tuning_and_is_told()
    {
        ThresholdTuner tuner = Started(_disk.Copy(errorAt: 0, errors: int.MaxValue));
        Window(tuner, 0.001);

        ThresholdReport report = Window(tuner, 0.001)!;

        Assert.Contains("the disk does not take them", report.Sentence, StringComparison.Ordinal);
        Assert.NotEqual([0, 4], [Threshold("Pr1")!.Value, Threshold("L1")!.Value]);
    }

    [Fact]
    public void Windows_of_a_trial_of_other_plans_or_of_thresholds_that_ran_before_do_not_count()
    {
        ThresholdTuner tuner = Started(_disk);
        int prepared = _prepared;
        Assert.Null(tuner.OnShadow(Sample(_running, 0) with { PlanVersion = Version + 1 }, Version + 1));
        Assert.Null(tuner.OnShadow(Sample(_running, 0), Version - 1));
        Assert.Null(tuner.OnShadow(Sample(Tunable() with { Layers = [.. Tunable().Layers.Select(l => l with { DeltaThreshold = 9 })] }, 0), Version));
        Assert.Equal(prepared, _prepared);

        Window(tuner, 0);
        Assert.Equal(prepared + 1, _prepared);
    }

    [Fact]
    public void A_plan_that_comes_back_after_a_trial_comes_with_the_thresholds_it_had()
    {
        ThresholdTuner tuner = new(this, new ThresholdStore(_disk), Rules);
        IPreparedPlan committed = tuner.Prepare(Tunable(), Version, CancellationToken.None);
        committed.Activate();
        Window(tuner, 0);
        int? raised = Threshold("Pr1");

        tuner.Prepare(Fixture.Plan(4), Version + 1, CancellationToken.None).Activate();
        Assert.Equal(4, _running.Layers[0].WeightBits);
        Assert.Null(tuner.TrustedOf(Version + 1));
        committed.Activate();

        Assert.Equal(2, raised);
        Assert.Equal(raised, Threshold("Pr1"));
    }

    [Fact]
    public void A_plan_without_bounds_is_handed_on_as_it_is()
    {
        ThresholdTuner tuner = new(this, new ThresholdStore(_disk), Rules);
        PrecisionPlan plan = Fixture.Plan();
        tuner.Prepare(plan, 1, CancellationToken.None).Activate();

        Assert.Same(plan, _running);
        Assert.Null(tuner.OnShadow(Sample(plan, 1) with { PlanVersion = 1 }, 1));
        Assert.Equal(0, _disk.Operations);
    }

    /// <inheritdoc/>
    IPreparedPlan IPlanTarget.Prepare(PrecisionPlan plan, long version, CancellationToken cancel)
    {
        _prepared++;
        return new Network(this, plan);
    }

    private static WalkRules Rules => new(FramesToJudge: 50);

    private static PrecisionPlan Tunable()
    {
        LayerPrecision[] layers = [.. Fixture.Plan().Layers];
        layers[1] = layers[1] with { DeltaThreshold = 0, DeltaBounds = new(0, 16) };
        layers[2] = layers[2] with { DeltaThreshold = 4, DeltaBounds = new(4, 20) };
        layers[3] = layers[3] with { DeltaThreshold = 5 };
        PrecisionPlan plan = Fixture.Plan() with { Layers = layers, DivergenceBudget = 0.02 };
        return PrecisionPlan.Parse(plan.ToJson(), "test");
    }

    private ThresholdTuner Started(IDurableFiles disk)
    {
        ThresholdTuner tuner = new(this, new ThresholdStore(disk), Rules);
        tuner.Prepare(Tunable(), Version, CancellationToken.None).Activate();
        return tuner;
    }

    private CrashingDisk Walked(CrashingDisk disk)
    {
        ThresholdTuner tuner = Started(disk);
        for (int i = 0; i < 6; i++)
        {
            Window(tuner, 0.001);
        }

        return disk;
    }

    /// <summary>A window of whatever runs.</summary>
    private ThresholdReport? Window(ThresholdTuner tuner, double divergence) => tuner.OnShadow(Sample(_running, divergence), Version);

    private static ShadowSample Sample(PrecisionPlan plan, double divergence) =>
        new(Version, [.. plan.Layers.Select(l => l.DeltaThreshold)], 50, 50 * divergence, [1, 0.3, 0.5, 0.7]);

    private int? Threshold(string layer) => _running.Layers.First(l => l.Name == layer).DeltaThreshold;

    private sealed class Network(ThresholdTunerTests recogniser, PrecisionPlan plan) : IPreparedPlan
    {
        public void Activate() => recogniser._running = plan;
    }
}
