using System.Text;

using Edge.Runtime.Errors;
using Edge.Telemetry.Journal;
using Edge.Telemetry.Tests.Support;

using Xunit;

namespace Edge.Telemetry.Tests.Journal;

public sealed class MessageJournalTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private JournalOptions Options => new(directory["journal"], MaxBytes: 16384, SegmentBytes: 4096);

    public void Dispose() => directory.Dispose();

    private MessageJournal Open() => MessageJournal.Open(Options, TimeProvider.System);

    private static bool Append(MessageJournal journal, int number, int bytes = 100) =>
        journal.TryAppend("topic", Encoding.UTF8.GetBytes($"{number}".PadRight(bytes)), retain: number % 2 == 0, out _);

    private static int[] Numbers(MessageJournal journal) => [.. Records(journal).Select(r => int.Parse(Encoding.UTF8.GetString(r.Payload.Span)))];

    private static IEnumerable<JournalRecord> Records(MessageJournal journal)
    {
        for (JournalRecord? record = journal.PeekAfter(journal.AcknowledgedId); record is not null; record = journal.PeekAfter(record.Id))
        {
            yield return record;
        }
    }

    private string[] Segments() => [.. Directory.GetFiles(Options.Directory, "*.journal").Order(StringComparer.Ordinal)];

    /// <summary>What a journal finds that was not closed: a copy of the files as they are on disk at this moment.</summary>
    private JournalOptions CrashCopy(string name)
    {
        Directory.CreateDirectory(directory[name]);
        foreach (string file in Directory.GetFiles(Options.Directory).Where(f => Path.GetFileName(f) != "lock"))
        {
            using FileStream from = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using FileStream to = File.Create(Path.Combine(directory[name], Path.GetFileName(file)));
            from.CopyTo(to);
        }

        return Options with { Directory = directory[name] };
    }

    [Fact]
    public void Messages_come_back_in_order_with_topic_payload_and_flag()
    {
        using MessageJournal journal = Open();
        Assert.True(journal.TryAppend("a/b", "one"u8, retain: true, out ulong first));
        Assert.True(journal.TryAppend("c/ü", [], retain: false, out ulong second));

        JournalRecord[] records = [.. Records(journal)];
        Assert.Equal([(first, "a/b", true), (second, "c/ü", false)], records.Select(r => (r.Id, r.Topic, r.Retain)));
        Assert.Equal("one"u8, records[0].Payload.Span);
        Assert.Equal(0, records[1].Payload.Length);
        Assert.Equal((2, second), (journal.Waiting, journal.LastId));
    }

    [Fact]
    public void Acknowledged_messages_do_not_come_back_and_their_files_go()
    {
        using MessageJournal journal = Open();
        for (int i = 1; i <= 90; i++)
        {
            Assert.True(Append(journal, i));
        }

        JournalRecord fortieth = Records(journal).ElementAt(39);
        int before = Segments().Length;
        journal.Acknowledge(fortieth.Id);
        Assert.Equal(Enumerable.Range(41, 50), Numbers(journal));
        Assert.Equal(50, journal.Waiting);
        Assert.True(Segments().Length < before);

        journal.Acknowledge(journal.LastId);
        Assert.Empty(Segments());
        Assert.Equal((0, 0), (journal.Waiting, journal.Bytes));
        Assert.True(Append(journal, 91));
        Assert.Equal([91], Numbers(journal));
    }

    [Fact]
    public void An_orderly_end_remembers_what_was_acknowledged()
    {
        using (MessageJournal journal = Open())
        {
            Enumerable.Range(1, 10).ToList().ForEach(i => Append(journal, i));
            journal.Acknowledge(Records(journal).ElementAt(3).Id);
        }

        using MessageJournal again = Open();
        Assert.Equal(Enumerable.Range(5, 6), Numbers(again));
    }

    [Fact]
    public void A_killed_process_leaves_every_appended_message()
    {
        using MessageJournal journal = Open();
        Enumerable.Range(1, 60).ToList().ForEach(i => Append(journal, i));
        using MessageJournal after = MessageJournal.Open(CrashCopy("crash"), TimeProvider.System);
        Assert.Equal(Enumerable.Range(1, 60), Numbers(after));
    }

    [Fact]
    public void A_journal_cut_off_at_any_byte_keeps_all_whole_messages_and_takes_new_ones()
    {
        using (MessageJournal journal = Open())
        {
            Enumerable.Range(1, 4).ToList().ForEach(i => Append(journal, i, bytes: 10));
        }

        byte[] whole = File.ReadAllBytes(Assert.Single(Segments()));
        int header = JournalSegment.HeaderBytes;
        int record = (whole.Length - header) / 4;
        for (int length = 0; length <= whole.Length; length++)
        {
            JournalOptions options = Options with { Directory = directory[$"cut{length}"] };
            Directory.CreateDirectory(options.Directory);
            File.WriteAllBytes(Path.Combine(options.Directory, Path.GetFileName(Segments()[0])), whole[..length]);
            using MessageJournal journal = MessageJournal.Open(options, TimeProvider.System);
            int kept = length < header ? 0 : (length - header) / record;
            Assert.Equal(length < header ? length : (length - header) % record, journal.DamagedBytes);
            Assert.True(Append(journal, 99));
            Assert.Equal([.. Enumerable.Range(1, kept), 99], Numbers(journal));
        }
    }

    [Fact]
    public void A_flipped_byte_anywhere_never_yields_a_wrong_message()
    {
        using (MessageJournal journal = Open())
        {
            Enumerable.Range(1, 3).ToList().ForEach(i => Append(journal, i, bytes: 10));
        }

        string path = Assert.Single(Segments());
        byte[] whole = File.ReadAllBytes(path);
        for (int at = JournalSegment.HeaderBytes; at < whole.Length; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x40;
            JournalOptions options = Options with { Directory = directory[$"flip{at}"] };
            Directory.CreateDirectory(options.Directory);
            File.WriteAllBytes(Path.Combine(options.Directory, Path.GetFileName(path)), damaged);
            using MessageJournal journal = MessageJournal.Open(options, TimeProvider.System);
            int[] left = Numbers(journal);
            Assert.Equal(Enumerable.Range(1, left.Length), left);
            Assert.True(left.Length < 3 && journal.DamagedBytes > 0);
        }
    }

    [Fact]
    public void A_full_journal_drops_its_oldest_segment_and_counts()
    {
        using MessageJournal journal = Open();
        for (int i = 1; i <= 1000; i++)
        {
            Assert.True(Append(journal, i));
            Assert.InRange(journal.Bytes, 1, Options.MaxBytes);
        }

        int[] left = Numbers(journal);
        Assert.Equal(1000, left[^1]);
        Assert.Equal(Enumerable.Range(left[0], left.Length), left);
        Assert.Equal(1000 - left.Length, journal.Dropped);
        Assert.Equal(left.Length, journal.Waiting);
    }

    [Fact]
    public void A_full_disk_drops_the_message_counts_it_and_recovers_when_there_is_room()
    {
        FaultyDisk disk = new(room: 1000);
        using MessageJournal journal = MessageJournal.Open(Options, TimeProvider.System, disk.Open);
        int taken = Enumerable.Range(1, 20).Count(i => Append(journal, i));
        Assert.InRange(taken, 1, 19);
        Assert.Equal(20 - taken, journal.Dropped);

        disk.Left = 10_000;
        Assert.True(Append(journal, 21));
        Assert.Equal([.. Enumerable.Range(1, taken), 21], Numbers(journal));
        using MessageJournal after = MessageJournal.Open(CrashCopy("crash"), TimeProvider.System);
        Assert.Equal([.. Enumerable.Range(1, taken), 21], Numbers(after));
    }

    [Fact]
    public void A_disk_without_any_room_drops_everything_and_never_throws()
    {
        FaultyDisk disk = new(room: 0);
        using MessageJournal journal = MessageJournal.Open(Options, TimeProvider.System, disk.Open);
        Assert.False(Append(journal, 1));
        Assert.Equal((1, 0), (journal.Dropped, journal.Waiting));
        disk.Left = 10_000;
        Assert.True(Append(journal, 2));
        Assert.Equal([2], Numbers(journal));
    }

    [Fact]
    public void A_message_longer_than_a_segment_is_dropped_and_counted()
    {
        using MessageJournal journal = Open();
        Assert.False(Append(journal, 1, bytes: 5000));
        Assert.Equal(1, journal.Dropped);
    }

    [Fact]
    public void A_second_process_cannot_open_the_same_journal()
    {
        using MessageJournal journal = Open();
        Assert.Equal(ExitCode.BadInput, Assert.Throws<EdgeException>(Open).ExitCode);
    }

    [Fact]
    public void The_checksum_is_that_of_the_standard()
    {
        // RFC 3720, appendix B.4: 32 bytes of zeros, and the ascending bytes 0 to 31.
        Assert.Equal(0x8A9136AAu, Crc32C.Of(new byte[32]));
        Assert.Equal(0x46DD794Eu, Crc32C.Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
    }
}
