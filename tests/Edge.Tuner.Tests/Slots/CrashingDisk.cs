using Edge.Tuner.Slots;

namespace Edge.Tuner.Tests.Slots;

/// <summary>
/// A disk as unkind as real ones: content is safe only after FlushFile, renames and new names only after FlushDirectory. It can
/// fail at any operation, by power (for good) or with an error (once), and shows every state a power failure may leave.
/// </summary>
internal sealed class CrashingDisk : IDurableFiles
{
    private readonly List<Dictionary<string, Content>> _directories;

    public CrashingDisk()
        : this([])
    {
    }

    private CrashingDisk(Dictionary<string, Content> files) => _directories = [files];

    /// <summary>Operations done so far.</summary>
    public int Operations { get; private set; }

    /// <summary>The operation, counted from 0, at which the power fails.</summary>
    public int PowerFailsAt { get; init; } = int.MaxValue;

    /// <summary>The first operation that ends in an error.</summary>
    public int ErrorAt { get; init; } = int.MaxValue;

    /// <summary>How many operations from <see cref="ErrorAt"/> on end in an error.</summary>
    public int Errors { get; init; } = 1;

    public string Where => "test disk";

    private Dictionary<string, Content> Live => _directories[^1];

    public bool Exists(string name) => Live.ContainsKey(name);

    public byte[]? TryRead(string name, int maxBytes) =>
        Live.TryGetValue(name, out Content? content) && content.Bytes.Length <= maxBytes ? content.Bytes : null;

    public void Write(string name, ReadOnlySpan<byte> content)
    {
        Step();
        if (Live.TryGetValue(name, out Content? file))
        {
            file.Bytes = content.ToArray();
            file.Flushed = false;
        }
        else
        {
            _directories.Add(new(Live) { [name] = new() { Bytes = content.ToArray() } });
        }
    }

    public void FlushFile(string name)
    {
        Step();
        Live[name].Flushed = true;
    }

    public void Rename(string from, string to)
    {
        Step();
        Dictionary<string, Content> next = new(Live) { [to] = Live[from] };
        next.Remove(from);
        _directories.Add(next);
    }

    public void FlushDirectory()
    {
        Step();
        _directories.RemoveRange(0, _directories.Count - 1);
    }

    /// <summary>A copy that runs on without failing, as after an orderly stop.</summary>
    public CrashingDisk Copy(int powerFailsAt = int.MaxValue, int errorAt = int.MaxValue, int errors = 1) =>
        new(Live.ToDictionary(f => f.Key, f => f.Value.Copy())) { PowerFailsAt = powerFailsAt, ErrorAt = errorAt, Errors = errors };

    /// <summary>Every state the disk may be in after the power failed now.</summary>
    public IEnumerable<CrashingDisk> AfterPowerFailure() =>
        from directory in _directories
        from lost in Enum.GetValues<LostContent>()
        select new CrashingDisk(directory.ToDictionary(f => f.Key, f => f.Value.After(lost)));

    private void Step()
    {
        int now = Operations++;
        if (now >= PowerFailsAt)
        {
            throw new PowerFailure();
        }

        if (now >= ErrorAt && now < (long)ErrorAt + Errors)
        {
            throw new IOException("no space left on the disk");
        }
    }

    private sealed class Content
    {
        public required byte[] Bytes { get; set; }

        public bool Flushed { get; set; }

        public Content Copy() => new() { Bytes = Bytes, Flushed = Flushed };

        public Content After(LostContent lost) => new()
        {
            Flushed = true,
            Bytes = Flushed ? Bytes : lost switch
            {
                LostContent.Nothing => [],
                LostContent.Half => Bytes[..(Bytes.Length / 2)],
                LostContent.Zeros => new byte[Bytes.Length],
                _ => Bytes,
            },
        };
    }
}
