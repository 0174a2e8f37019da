using Edge.Runtime.Errors;

namespace HostTrainer.Workers;

/// <summary>Finds directories of speech that another machine names by its own paths.</summary>
/// <param name="root">Nothing outside of it is looked at; <c>/</c> takes paths as they are.</param>
public sealed class CorpusFinder(string root)
{
    /// <summary>
    /// The directory below the root that agrees with the longest end of a path: <c>/data/so762/dev</c> is <c>ROOT/data/so762/dev</c> where there is
    /// one, else <c>ROOT/so762/dev</c>, else <c>ROOT/dev</c>.
    /// </summary>
    /// <param name="path">The other machine's path.</param>
    /// <exception cref="EdgeException">There is none, or the path climbs up.</exception>
    public string Find(string path)
    {
        string[] parts = path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Contains("..") || path.Contains('\0', StringComparison.Ordinal))
        {
            throw EdgeException.BadInput("a corpus path that climbs up", path, "give the search absolute corpus paths");
        }

        return Enumerable.Range(0, parts.Length).Select(skip => Path.Combine([root, .. parts[skip..]])).FirstOrDefault(Directory.Exists)
            ?? throw EdgeException.BadInput($"no directory here ends like the search's corpus {path}", root, "copy the corpus there, or give another --corpus-root");
    }
}
