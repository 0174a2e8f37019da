using Edge.Telemetry.Contracts;
using Edge.Tuner.Apply;
using Edge.Tuner.Tests.Slots;

namespace Edge.Tuner.Tests.Apply;

public sealed class DeviceTunerTests : IDisposable
{
    private readonly Fixture _fixture = new();
    private readonly CrashingDisk _disk = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_good_plan_goes_through_every_state_and_stays_after_a_restart()
    {
        Bench bench = Started();
        Assert.Equal((0, 16), (bench.Running, bench.RunningBits));
        await bench.RetuneAsync(bench.Signed(3));

        Assert.Equal(["3 Received", "3 Verified", "3 Staged", "3 Trial", "3 Committed"], bench.Story);
        Assert.Equal((3, 8), (bench.Running, bench.RunningBits));
        Assert.Equal(3, bench.Tuner.CommittedVersion);
        Assert.Equal(0, bench.Reports[^1].PreviousVersion);
        Assert.Contains("latency p99", bench.Reports[^1].Reason, StringComparison.Ordinal);

        Bench again = Started();
        Assert.Equal((3, 8), (again.Running, again.RunningBits));
        Assert.Equal(["3 Committed"], again.Story);
        Assert.Equal(bench.Reports[^1], again.Reports[^1]);
    }

    [Fact]
    public async Task A_plan_that_is_measured_worse_is_reverted_with_evidence_and_never_tried_again()
    {
        Bench bench = Started();
        await bench.RetuneAsync(bench.Signed(1));
        byte[] slow = bench.Signed(2, bits: 4);
        await bench.RetuneAsync(slow, latency: 9000);

        Assert.Equal((1, 8), (bench.Running, bench.RunningBits));
        PlanReport report = bench.Reports[^1];
        Assert.Equal((PlanState.Reverted, 2L, 1L), (report.State, report.Version!.Value, report.PreviousVersion));
        Assert.StartsWith("BROKEN latency p99 9000us", report.Reason, StringComparison.Ordinal);

        foreach (Bench next in new[] { bench, Started() })
        {
            next.Reports.Clear();
            next.Prepared.Clear();
            await next.DesiredAsync(slow);
            next.Windows(5);
            Assert.Equal([report], next.Reports);
            Assert.Empty(next.Prepared);
            Assert.Equal(1, next.Running);
        }

        await bench.RetuneAsync(bench.Signed(3, bits: 4));
        Assert.Equal((3, 4), (bench.Running, bench.RunningBits));
    }

    [Fact]
    public async Task A_committed_document_that_comes_again_is_reported_and_not_applied_again()
    {
        Bench bench = Started();
        byte[] document = bench.Signed(1);
        await bench.RetuneAsync(document);
        foreach (Bench next in new[] { bench, Started() })
        {
            next.Reports.Clear();
            next.Prepared.Clear();
            await next.DesiredAsync(document);
            Assert.Equal(["1 Committed"], next.Story);
            Assert.Empty(next.Prepared);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_lower_or_equal_version_is_refused(long version)
    {
        Bench bench = Started();
        await bench.RetuneAsync(bench.Signed(5));
        await bench.DesiredAsync(bench.Signed(version, bits: 2));
        Assert.Equal((PlanState.Refused, version), (bench.Reports[^1].State, bench.Reports[^1].Version!.Value));
        Assert.StartsWith("VersionNotNewer: ", bench.Reports[^1].Reason, StringComparison.Ordinal);
        Assert.Equal((5, 8), (bench.Running, bench.RunningBits));
    }

    [Fact]
    public async Task Documents_that_nobody_signed_are_refused_without_a_write_and_do_not_disturb_a_trial()
    {
        Bench bench = Started();
        bench.Windows(Bench.Enough);
        await bench.DesiredAsync(bench.Signed(1));
        Assert.Equal(1, bench.Tuner.CurrentVersion);
        int operations = _disk.Operations;

        bench.Tuner.OnDesired(default, 10_000_000);
        await bench.DesiredAsync("garbage"u8.ToArray());
        byte[] tampered = bench.Signed(9);
        tampered[^1] ^= 1;
        await bench.DesiredAsync(tampered);

        Assert.Equal(operations, _disk.Operations);
        Assert.Equal(["? Refused", "? Refused", "? Refused"], bench.Story.TakeLast(3));
        Assert.Null(bench.Reports[^3].DocumentHash);
        bench.Windows(Bench.Enough);
        Assert.Equal(PlanState.Committed, bench.Reports[^1].State);
        Assert.Equal(1, bench.Tuner.CommittedVersion);
    }

    [Fact]
    public async Task A_newer_plan_supersedes_one_on_trial()
    {
        Bench bench = Started();
        bench.Windows(Bench.Enough);
        await bench.DesiredAsync(bench.Signed(1));
        await bench.DesiredAsync(bench.Signed(2, bits: 4));
        bench.Windows(Bench.Enough);
        Assert.Equal("superseded by version 2", bench.Reports.Single(r => r.State == PlanState.Reverted).Reason);
        Assert.Equal((2, 4), (bench.Running, bench.RunningBits));
        Assert.Equal(2, Started().Running);
    }

    [Fact]
    public async Task A_newer_plan_supersedes_one_whose_network_is_being_prepared()
    {
        Bench bench = Started();
        bench.Windows(Bench.Enough);
        bench.Gate.Reset();
        byte[] first = bench.Signed(1);
        bench.Tuner.OnDesired(first, first.Length);
        byte[] second = bench.Signed(2);
        bench.Tuner.OnDesired(second, second.Length);
        bench.Gate.Set();
        await bench.Tuner.Preparation;
        bench.Windows(Bench.Enough);
        Assert.Equal(2, bench.Tuner.CommittedVersion);
        Assert.DoesNotContain("1 Trial", bench.Story);
    }

    [Fact]
    public async Task Without_a_baseline_a_plan_waits_staged()
    {
        Bench bench = Started();
        await bench.DesiredAsync(bench.Signed(1));
        Assert.Equal("1 Staged", bench.Story.Last());
        Assert.Equal(0, bench.Running);
        bench.Windows(Bench.Enough);
        Assert.Equal("1 Trial", bench.Story.Last());
        Assert.Equal(1, bench.Running);
    }

    [Fact]
    public async Task Windows_of_the_plan_before_do_not_count_for_the_trial()
    {
        Bench bench = Started();
        bench.Windows(Bench.Enough);
        await bench.DesiredAsync(bench.Signed(1));
        for (int i = 0; i < 10; i++)
        {
            bench.Tuner.OnWindow(new(0, 10, 1e9));
            bench.Tuner.OnWindow(new(77, 10, 1e9));
        }

        Assert.Equal("1 Trial", bench.Story.Last());
    }

    [Fact]
    public async Task A_plan_whose_network_cannot_be_made_is_reverted_and_the_device_goes_on()
    {
        Bench bench = Started();
        bench.Unfit[1] = Bench.DoesNotFit();
        bench.Unfit[2] = new InvalidOperationException("out of registers");
        await bench.RetuneAsync(bench.Signed(1));
        Assert.Equal((PlanState.Reverted, "the plan does not fit: layer Pr9 is unknown (plan)"), (bench.Reports[^1].State, bench.Reports[^1].Reason));
        await bench.RetuneAsync(bench.Signed(2));
        Assert.Equal((PlanState.Reverted, "preparing the network failed: out of registers"), (bench.Reports[^1].State, bench.Reports[^1].Reason));
        Assert.Equal(0, bench.Running);
        await bench.RetuneAsync(bench.Signed(3));
        Assert.Equal(3, bench.Running);
    }

    [Fact]
    public async Task A_fault_during_the_trial_reverts_at_once_and_a_late_one_does_nothing()
    {
        Bench bench = Started();
        bench.Windows(Bench.Enough);
        await bench.DesiredAsync(bench.Signed(1));
        bench.Tuner.OnFault(0, "late news of the factory plan");
        Assert.Equal(1, bench.Running);
        bench.Tuner.OnFault(1, "posterior hash differs");
        Assert.Equal((PlanState.Reverted, "posterior hash differs"), (bench.Reports[^1].State, bench.Reports[^1].Reason));
        Assert.Equal(0, bench.Running);
    }

    [Fact]
    public async Task A_failing_reporter_undoes_nothing()
    {
        Bench bench = Started();
        bench.ReporterFails = true;
        await bench.RetuneAsync(bench.Signed(1));
        Assert.Equal(1, bench.Tuner.CommittedVersion);
        Assert.Equal(5, bench.Tuner.FailedReports);
        Assert.Equal(1, Started().Running);
    }

    [Fact]
    public async Task A_deleted_desired_plan_changes_nothing()
    {
        Bench bench = Started();
        await bench.DesiredAsync([]);
        Assert.Empty(bench.Reports);
        await bench.RetuneAsync(bench.Signed(1));
        await bench.DesiredAsync([]);
        Assert.Equal(["1 Committed", "1 Committed"], bench.Story.TakeLast(2));
    }

    [Fact]
    public async Task A_plan_from_the_future_is_accepted_once_the_clock_is_set()
    {
        DateTimeOffset right = _fixture.Time.Now;
        _fixture.Time.Now = DateTimeOffset.UnixEpoch;
        Bench bench = Started();
        await bench.DesiredAsync(bench.Signed(1));
        bench.Windows(3);
        Assert.Equal(["1 Refused"], bench.Story);
        _fixture.Time.Now = right;
        bench.Windows(1);
        await bench.Tuner.Preparation;
        bench.Windows(Bench.Enough);
        Assert.Equal("1 Committed", bench.Story.Last());
    }

    [Fact]
    public async Task A_committed_plan_outlives_its_expiry()
    {
        Bench bench = Started();
        await bench.RetuneAsync(bench.Signed(1));
        _fixture.Time.Now = _fixture.Time.Now.AddYears(5);
        Assert.Equal(1, Started().Running);
    }

    [Fact]
    public async Task Another_model_brings_the_factory_plan_back()
    {
        Bench bench = Started();
        await bench.RetuneAsync(bench.Signed(1));
        Bench other = new(_fixture, _disk, modelHash: new string('b', 64));
        Assert.Contains("version 1 is not used any more", other.Tuner.Start(), StringComparison.Ordinal);
        Assert.Equal(0, other.Running);
    }

    private Bench Started()
    {
        Bench bench = new(_fixture, _disk);
        Assert.Null(bench.Tuner.Start());
        return bench;
    }
}
