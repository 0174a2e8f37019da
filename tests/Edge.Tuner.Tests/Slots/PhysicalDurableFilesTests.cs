using Edge.Runtime.Errors;
using Edge.Tuner.Slots;

namespace Edge.Tuner.Tests.Slots;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PhysicalDurableFilesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void What_a_store_writes_another_store_reads()
    {
        string path = _directory.File("plans");
        PlanStore store = new(path);
        Assert.Equal(TunerRecord.Empty, store.Load(out string? damage));
        Assert.Null(damage);

        StoredPlan stored = store.WriteSlot(PlanSlot.B, 3, "document"u8);
        TunerRecord written = store.Save(TunerRecord.Empty with { HighestVersion = 3, Committed = stored });

        PlanStore again = new(path);
        Assert.Equal(written, again.Load(out _));
        Assert.Equal("document"u8.ToArray(), again.TryReadSlot(stored));
        Assert.Equal(["slot-b.jws", "state-1.json"], Directory.GetFiles(path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Only_the_owner_can_read_plans()
    {
        string path = _directory.File("plans");
        PlanStore store = new(path);
        _ = store.Save(TunerRecord.Empty);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(path, "state-1.json")));
    }

    [Fact]
    public void A_file_where_the_directory_should_be_is_one_clear_error()
    {
        string path = _directory.File("plans");
        File.WriteAllText(path, "");
        Assert.Equal(ExitCode.BadInput, Assert.Throws<EdgeException>(() => new PlanStore(path)).ExitCode);
    }

    [Fact]
    public void A_directory_that_vanished_is_a_disk_error()
    {
        PhysicalDurableFiles files = new(_directory.File("plans"));
        Directory.Delete(_directory.File("plans"));
        Assert.ThrowsAny<IOException>(() => files.Write("a", "b"u8));
        Assert.ThrowsAny<IOException>(files.FlushDirectory);
        Assert.Null(files.TryRead("a", 10));
    }
}
