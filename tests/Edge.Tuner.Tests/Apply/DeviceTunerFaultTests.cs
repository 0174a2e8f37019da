using Edge.Telemetry.Contracts;
using Edge.Tuner.Tests.Slots;

namespace Edge.Tuner.Tests.Apply;

public sealed class DeviceTunerFaultTests : IDisposable
{
    private readonly Fixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Killed_at_any_disk_operation_the_device_comes_up_on_the_old_plan_or_the_new_and_then_gets_the_new()
    {
        CrashingDisk before = await DiskWithVersionOneAsync();
        byte[] document = _fixture.Signed(2, bits: 4);
        CrashingDisk whole = before.Copy();
        await RetuneAsync(whole, document);
        Assert.Equal(5 * 4, whole.Operations);
        HashSet<long> cameUp = [];
        for (int k = 0; k <= whole.Operations; k++)
        {
            CrashingDisk disk = before.Copy(powerFailsAt: k);
            Exception? failure = await Record.ExceptionAsync(() => RetuneAsync(disk, document));
            Assert.Equal(k < whole.Operations, failure is PowerFailure);
            foreach (CrashingDisk after in disk.AfterPowerFailure())
            {
                Bench bench = new(_fixture, after);
                bench.Tuner.Start();
                Assert.Contains((bench.Running, bench.RunningBits), new[] { (1L, 8), (2L, 4) });
                cameUp.Add(bench.Running);
                await bench.RetuneAsync(document);
                Assert.Equal((2, 4), (bench.Running, bench.RunningBits));
                Assert.Equal(2, bench.Tuner.CommittedVersion);
            }
        }

        Assert.Equal([1, 2], cameUp.Order());
    }

    [Fact]
    public async Task Killed_at_any_disk_operation_while_reverting_the_device_comes_up_on_the_old_plan()
    {
        CrashingDisk before = await DiskWithVersionOneAsync();
        byte[] document = _fixture.Signed(2, bits: 4);
        CrashingDisk whole = before.Copy();
        await RetuneAsync(whole, document, latency: 9000);
        for (int k = 0; k <= whole.Operations; k++)
        {
            CrashingDisk disk = before.Copy(powerFailsAt: k);
            await Record.ExceptionAsync(() => RetuneAsync(disk, document, latency: 9000));
            foreach (CrashingDisk after in disk.AfterPowerFailure())
            {
                Bench bench = new(_fixture, after);
                bench.Tuner.Start();
                Assert.Equal((1, 8), (bench.Running, bench.RunningBits));
                await bench.RetuneAsync(document, latency: 9000);
                Assert.Equal((1, 8), (bench.Running, bench.RunningBits));
                Assert.Equal((PlanState.Reverted, 2L), (bench.Reports[^1].State, bench.Reports[^1].Version!.Value));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public async Task A_disk_error_at_any_operation_never_leaves_the_device_without_a_plan(int errors)
    {
        CrashingDisk before = await DiskWithVersionOneAsync();
        byte[] document = _fixture.Signed(2, bits: 4);
        for (int k = 0; k < 5 * 4; k++)
        {
            CrashingDisk disk = before.Copy(errorAt: k, errors: errors);
            Bench bench = await RetuneAsync(disk, document);
            Assert.Contains((bench.Running, bench.Tuner.CommittedVersion), new[] { (1L, 1L), (2L, 2L) });
            Assert.Contains(bench.Reports[^1].State, new[] { PlanState.Received, PlanState.Reverted, PlanState.Committed });

            Bench again = new(_fixture, disk.Copy());
            again.Tuner.Start();
            await again.RetuneAsync(_fixture.Signed(3));
            Assert.Equal(3, again.Running);
            Assert.Equal(3, again.Tuner.CommittedVersion);
        }
    }

    [Fact]
    public async Task A_trial_that_a_stop_interrupted_comes_up_on_the_old_plan_and_is_tried_again_when_delivered()
    {
        CrashingDisk disk = await DiskWithVersionOneAsync();
        byte[] document = _fixture.Signed(2, bits: 4);
        await StopDuringTrialAsync(disk, document);

        Bench bench = new(_fixture, disk);
        bench.Tuner.Start();
        Assert.Equal(1, bench.Running);
        Assert.Equal(["2 Received"], bench.Story);
        await bench.RetuneAsync(document);
        Assert.Equal((2, 4), (bench.Running, bench.RunningBits));
    }

    [Fact]
    public async Task A_plan_during_whose_trials_the_device_stops_three_times_is_given_up()
    {
        CrashingDisk disk = await DiskWithVersionOneAsync();
        byte[] document = _fixture.Signed(2, bits: 4);
        for (int i = 0; i < 3; i++)
        {
            await StopDuringTrialAsync(disk, document);
        }

        Bench bench = new(_fixture, disk);
        bench.Tuner.Start();
        await bench.RetuneAsync(document);
        Assert.Equal(1, bench.Running);
        Assert.Equal((PlanState.Reverted, "the device stopped during 3 trials of this plan"), (bench.Reports[^1].State, bench.Reports[^1].Reason));
        Assert.Equal([1], bench.Prepared);
    }

    [Fact]
    public async Task A_damaged_slot_brings_the_plan_before_it_back_and_the_document_may_come_again()
    {
        CrashingDisk disk = await DiskWithVersionOneAsync();
        byte[] document = _fixture.Signed(2, bits: 4);
        await RetuneAsync(disk, document);
        disk.Write("slot-b.jws", "rubbish"u8);

        Bench bench = new(_fixture, disk);
        Assert.Equal("slot B with version 2 was damaged and is not used", bench.Tuner.Start());
        Assert.Equal(1, bench.Running);
        await bench.RetuneAsync(document);
        Assert.Equal((2, 4), (bench.Running, bench.RunningBits));
    }

    [Fact]
    public async Task With_both_slots_damaged_the_factory_plan_runs()
    {
        CrashingDisk disk = await DiskWithVersionOneAsync();
        await RetuneAsync(disk, _fixture.Signed(2, bits: 4));
        disk.Write("slot-a.jws", ""u8);
        disk.Write("slot-b.jws", ""u8);
        Bench bench = new(_fixture, disk);
        Assert.Contains("slot A", bench.Tuner.Start(), StringComparison.Ordinal);
        Assert.Equal((0, 16), (bench.Running, bench.RunningBits));
    }

    [Fact]
    public async Task A_stored_plan_that_someone_exchanged_on_the_disk_is_not_run()
    {
        CrashingDisk disk = await DiskWithVersionOneAsync();
        using Fixture stranger = new();
        byte[] foreign = stranger.Signed(1, bits: 2);
        Edge.Tuner.Slots.PlanStore store = new(disk);
        _ = store.Save(store.Load(out _) with { Committed = store.WriteSlot(Edge.Tuner.Slots.PlanSlot.A, 1, foreign) });
        Bench bench = new(_fixture, disk);
        Assert.Contains("not trusted", bench.Tuner.Start(), StringComparison.Ordinal);
        Assert.Equal((0, 16), (bench.Running, bench.RunningBits));
    }

    private async Task StopDuringTrialAsync(CrashingDisk disk, byte[] document)
    {
        Bench bench = new(_fixture, disk);
        bench.Tuner.Start();
        bench.Windows(Bench.Enough);
        await bench.DesiredAsync(document);
        Assert.Equal(2, bench.Running);
        await bench.Tuner.DisposeAsync();
    }

    private async Task<CrashingDisk> DiskWithVersionOneAsync()
    {
        CrashingDisk disk = new();
        Bench bench = await RetuneAsync(disk, _fixture.Signed(1));
        Assert.Equal(1, bench.Tuner.CommittedVersion);
        return disk.Copy();
    }

    private async Task<Bench> RetuneAsync(CrashingDisk disk, byte[] document, double latency = 2000)
    {
        Bench bench = new(_fixture, disk);
        bench.Tuner.Start();
        await bench.RetuneAsync(document, latency);
        return bench;
    }
}
