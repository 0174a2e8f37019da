using Native.Checks;

namespace Native;

/// <summary>The lines of a check: what was computed, by which code, and the hash of the result.</summary>
/// <param name="Lines">In the order they were printed.</param>
internal sealed record CheckLines(IReadOnlyList<(string What, string Way, string Hash)> Lines)
{
    /// <summary>Reads a check's output.</summary>
    public static CheckLines Parse(string output) => new(
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(f => (f[0], f[1], f[2]))]);

    /// <summary>Runs a check in this process.</summary>
    public static CheckLines Here(string[] args) => Parse(CheckList.Run(args));

    /// <summary>The code that computed something.</summary>
    public IEnumerable<string> Ways => Lines.Select(line => line.Way).Distinct();

    /// <summary>Asserts that both name the same results with the same bits, by whatever code.</summary>
    public void AssertSameBits(CheckLines other)
    {
        Assert.NotEmpty(Lines);
        Assert.Equal(Hashes(), other.Hashes());
    }

    private IEnumerable<string> Hashes() => Lines.Select(line => $"{line.What} {line.Hash}").Distinct().Order(StringComparer.Ordinal);
}
