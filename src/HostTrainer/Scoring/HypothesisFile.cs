using Edge.Runtime.Errors;
using Edge.Runtime.Files;

namespace HostTrainer.Scoring;

/// <summary>
/// Recognised phones of any recogniser as text: one line per utterance, <c>speaker/name</c>, a tab, and phones separated by
/// spaces (none where nothing was recognised). UTF-8; empty lines are skipped.
/// </summary>
public static class HypothesisFile
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private const string Remedy = "write lines of 'speaker/name<TAB>phone phone ...'";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Phones by utterance, <c>speaker/name</c>; at least one utterance.</returns>
    /// <exception cref="EdgeException">The file cannot be read, a line has no tab, or an utterance stands twice.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Dictionary<string, IReadOnlyList<string>> phones = new(StringComparer.Ordinal);
        string[] lines = WholeFile.ReadText(path, MaxBytes, "phone").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd('\r');
            if (line.Length > 0)
            {
                Add(phones, line, $"{path}:{i + 1}");
            }
        }

        return phones.Count > 0 ? phones : throw EdgeException.BadInput("the file holds no utterance", path, Remedy);
    }

    private static void Add(Dictionary<string, IReadOnlyList<string>> phones, string line, string where)
    {
        int tab = line.IndexOf('\t', StringComparison.Ordinal);
        if (tab <= 0)
        {
            throw EdgeException.BadInput("the line has no tab after an utterance", where, Remedy);
        }

        string utterance = line[..tab];
        if (!phones.TryAdd(utterance, line[(tab + 1)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        {
            throw EdgeException.BadInput($"utterance {utterance} stands here a second time", where, "keep one line per utterance");
        }
    }
}
