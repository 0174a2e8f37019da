using Edge.Runtime.Errors;

namespace Edge.Runtime.Scoring;

/// <summary>
/// Finds the utterances of a corpus laid out like TIMIT: any depth of directories, the last one named after the speaker, and
/// per utterance an audio file with labels of the same name beside it. Upper and lower case, <c>.WAV</c> that is SPHERE,
/// <c>.wav</c> that is RIFF, <c>.WAV.wav</c>, <c>.sph</c> and <c>.flac</c> are all read.
/// </summary>
public static class TimitCorpus
{
    private static readonly string[] AudioExtensions = [".wav", ".flac", ".sph"];

    /// <summary>The core test set of TIMIT: two men and one woman of each of eight dialect regions (TIMIT, testset.doc).</summary>
    public static IReadOnlyList<string> CoreTestSpeakers { get; } =
    [
        "mdab0", "mwbt0", "felc0", "mtas1", "mwew0", "fpas0", "mjmp0", "mlnt0", "fpkt0", "mlll0", "mtls0", "fjlm0",
        "mbpm0", "mklt0", "fnlp0", "mcmj0", "mjdh0", "fmgd0", "mgrt0", "mnjm0", "fdhc0", "mjln0", "mpam0", "fmld0",
    ];

    /// <summary>Lists the utterances under a directory, in ordinal order of their paths.</summary>
    /// <param name="directory">The corpus, or any part of it.</param>
    /// <param name="subset">Which speakers.</param>
    /// <param name="includeSa">True keeps SA1 and SA2, which every TIMIT speaker reads and scoring leaves out.</param>
    /// <param name="requireLabels">False also lists recordings without phone labels.</param>
    /// <returns>At least one utterance.</returns>
    /// <exception cref="EdgeException">No such directory, no audio in it, nothing left of the subset, or audio without labels.</exception>
    public static IReadOnlyList<CorpusUtterance> Open(
        string directory, TimitSubset subset = TimitSubset.All, bool includeSa = false, bool requireLabels = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        List<CorpusUtterance> all = [];
        try
        {
            Collect(directory, all);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeException.BadInput("the corpus directory cannot be read", directory, "check the path and its permissions", e);
        }

        if (all.Count == 0)
        {
            throw EdgeException.BadInput("there are no audio files (.wav, .flac, .sph)", directory, "name a directory in TIMIT's layout");
        }

        List<CorpusUtterance> chosen = all.FindAll(u => (includeSa || !IsSa(u.Name)) && Belongs(u.Speaker, subset));
        if (chosen.Count == 0)
        {
            throw EdgeException.BadInput($"none of its {all.Count} utterances belongs to the chosen subset", directory, "choose all speakers");
        }

        if (requireLabels && chosen.Find(u => !u.Labelled) is { } bare)
        {
            throw EdgeException.BadInput(
                "the recording has no phone labels (.phn) beside it", bare.AudioPath, "add the label file or remove the recording");
        }

        chosen.Sort((a, b) => string.CompareOrdinal(a.AudioPath, b.AudioPath));
        return chosen;
    }

    private static void Collect(string root, List<CorpusUtterance> found)
    {
        // Links to directories are not followed, so a loop of links cannot trap the search.
        Stack<string> open = new([root]);
        while (open.TryPop(out string? directory))
        {
            AddUtterances(directory, found);
            foreach (DirectoryInfo child in new DirectoryInfo(directory).EnumerateDirectories())
            {
                if (child.LinkTarget is null)
                {
                    open.Push(Path.Combine(directory, child.Name));
                }
            }
        }
    }

    private static void AddUtterances(string directory, List<CorpusUtterance> found)
    {
        string[] files = Directory.GetFiles(directory);
        Array.Sort(files, (a, b) => a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b));
        Dictionary<string, string> byName = new(StringComparer.OrdinalIgnoreCase);
        foreach (string file in files)
        {
            byName.TryAdd(Path.GetFileName(file), file);
        }

        string speaker = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

        // Shortest name first: of SA1.WAV and SA1.WAV.wav, the same recording twice, the first is taken.
        foreach (string file in files)
        {
            if (IsAudio(file) && taken.Add(Stem(file)))
            {
                found.Add(Describe(speaker, directory, file, byName));
            }
        }
    }

    private static CorpusUtterance Describe(string speaker, string directory, string audio, Dictionary<string, string> byName)
    {
        string name = Stem(audio);
        string? phones = byName.GetValueOrDefault(name + ".phn");
        return new(
            speaker,
            name,
            audio,
            phones ?? Path.Combine(directory, name + ".phn"),
            byName.GetValueOrDefault(name + ".wrd"),
            byName.GetValueOrDefault(name + ".txt"),
            phones is not null);
    }

    private static bool IsAudio(string path) => AudioExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static string Stem(string path)
    {
        string name = Path.GetFileName(path);
        while (IsAudio(name))
        {
            name = Path.GetFileNameWithoutExtension(name);
        }

        return name;
    }

    private static bool IsSa(string name) =>
        name.Equals("SA1", StringComparison.OrdinalIgnoreCase) || name.Equals("SA2", StringComparison.OrdinalIgnoreCase);

    private static bool Belongs(string speaker, TimitSubset subset) =>
        subset == TimitSubset.All || CoreTestSpeakers.Contains(speaker, StringComparer.OrdinalIgnoreCase);
}
