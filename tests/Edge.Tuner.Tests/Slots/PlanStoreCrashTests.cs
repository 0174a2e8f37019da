using Edge.Telemetry.Contracts;
using Edge.Tuner.Slots;

namespace Edge.Tuner.Tests.Slots;

public sealed class PlanStoreCrashTests
{
    private static readonly byte[] OldDocument = "old.document.text"u8.ToArray();
    private static readonly byte[] NewDocument = "new.document.text.which.is.longer"u8.ToArray();

    [Fact]
    public void Whenever_the_power_fails_the_store_holds_the_old_plan_or_the_new_one()
    {
        CrashingDisk before = DiskWithOldPlan();
        CrashingDisk whole = before.Copy();
        ReplacePlan(new(whole));
        Assert.Equal(2 * 4, whole.Operations);
        HashSet<long> seen = [];
        for (int k = 0; k <= whole.Operations; k++)
        {
            CrashingDisk disk = before.Copy(powerFailsAt: k);
            Exception? failure = Record.Exception(() => ReplacePlan(new(disk)));
            Assert.Equal(k < whole.Operations, failure is PowerFailure);
            foreach (CrashingDisk after in disk.AfterPowerFailure())
            {
                PlanStore store = new(after);
                TunerRecord record = store.Load(out _);
                byte[]? document = store.TryReadSlot(record.Committed!);
                Assert.Equal(record.Committed!.Version == 1 ? OldDocument : NewDocument, document);
                seen.Add(record.Committed.Version);
            }
        }

        Assert.Equal([1, 2], seen.Order());
    }

    [Fact]
    public void The_test_disk_finds_a_writer_that_forgets_to_flush()
    {
        CrashingDisk disk = DiskWithOldPlan();
        disk.Write("state-0.json.tmp", NewDocument);
        disk.Rename("state-0.json.tmp", "state-0.json");
        disk.FlushDirectory();
        Assert.Contains(disk.AfterPowerFailure(), d => !NewDocument.AsSpan().SequenceEqual(d.TryRead("state-0.json", 1000)));
    }

    [Fact]
    public void A_disk_error_at_any_operation_leaves_the_old_record_or_the_new_one()
    {
        for (int k = 0; k < 4; k++)
        {
            CrashingDisk disk = DiskWithOldPlan().Copy(errorAt: k);
            PlanStore store = new(disk);
            TunerRecord record = store.Load(out _);
            Assert.Throws<IOException>(() => store.Save(record with { HighestVersion = 9 }));
            Assert.True(store.Load(out _).HighestVersion is 1 or 9);
            Assert.Equal(10, store.Save(record with { HighestVersion = 10 }).HighestVersion);
            Assert.Equal(10, store.Load(out _).HighestVersion);
        }
    }

    [Fact]
    public void Any_damaged_byte_of_the_newest_record_gives_the_record_before_and_is_told()
    {
        CrashingDisk disk = DiskWithOldPlan();
        PlanStore store = new(disk);
        TunerRecord newest = store.Save(store.Load(out _) with { Candidate = new(PlanState.Verified, 1, new string('0', 64)) });
        string name = $"state-{newest.Sequence % 2}.json";
        byte[] good = disk.TryRead(name, int.MaxValue)!;
        for (int i = 0; i < good.Length; i++)
        {
            byte[] bad = [.. good];
            bad[i] ^= 4;
            disk.Write(name, bad);
            TunerRecord found = store.Load(out string? damage);
            Assert.Equal(newest.Sequence - 1, found.Sequence);
            Assert.Contains(name, damage, StringComparison.Ordinal);
        }

        disk.Write(name, good);
        Assert.Equal(newest, store.Load(out string? none));
        Assert.Null(none);
    }

    [Fact]
    public void A_damaged_slot_is_not_read()
    {
        CrashingDisk disk = DiskWithOldPlan();
        PlanStore store = new(disk);
        StoredPlan plan = store.Load(out _).Committed!;
        string name = "slot-a.jws";
        byte[] good = disk.TryRead(name, int.MaxValue)!;
        for (int i = 0; i < good.Length; i++)
        {
            byte[] bad = [.. good];
            bad[i] ^= 1;
            disk.Write(name, bad);
            Assert.Null(store.TryReadSlot(plan));
        }

        disk.Write(name, good[..^1]);
        Assert.Null(store.TryReadSlot(plan));
        disk.Write(name, new byte[1_000_000]);
        Assert.Null(store.TryReadSlot(plan));
        _ = store.WriteSlot(PlanSlot.A, 5, NewDocument);
        Assert.Null(store.TryReadSlot(plan));
    }

    private static CrashingDisk DiskWithOldPlan()
    {
        CrashingDisk disk = new();
        PlanStore store = new(disk);
        StoredPlan stored = store.WriteSlot(PlanSlot.A, 1, OldDocument);
        _ = store.Save(new(TunerRecord.CurrentSchema, 0, HighestVersion: 1, Committed: stored));
        return disk.Copy();
    }

    private static void ReplacePlan(PlanStore store)
    {
        TunerRecord record = store.Load(out _);
        StoredPlan stored = store.WriteSlot(record.FreeSlot(), 2, NewDocument);
        _ = store.Save(record with { HighestVersion = 2, Committed = stored, Previous = record.Committed });
    }
}
