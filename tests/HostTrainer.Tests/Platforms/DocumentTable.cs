namespace HostTrainer.Tests.Platforms;

/// <summary>Tables of the documentation that tests replay: the one after <c>&lt;!-- example: name --&gt;</c>.</summary>
public static class DocumentTable
{
    /// <summary>The cells of each row below the header.</summary>
    public static IEnumerable<string[]> Rows(string document, string example) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, document))
            .SkipWhile(l => l != $"<!-- example: {example} -->")
            .Skip(1)
            .SkipWhile(l => !l.StartsWith('|'))
            .TakeWhile(l => l.StartsWith('|'))
            .Skip(2)
            .Select(l => l.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries));
}
