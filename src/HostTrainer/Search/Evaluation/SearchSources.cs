namespace HostTrainer.Search.Evaluation;

/// <summary>What a search measures errors with.</summary>
/// <param name="ModelPath">Path of the model file.</param>
/// <param name="CorpusPaths">Directories of labelled speech in TIMIT layout, at least one; they count as one corpus.</param>
/// <param name="Subsets">Speaker-disjoint subsets of the corpus, at least 1; the worst of them counts.</param>
/// <param name="StopEarly">Measures the first subset alone when its error is above the limit already (the papers' rule).</param>
/// <param name="MaxUtterances">Utterances of every corpus to use, spread evenly over its speakers; null for all.</param>
/// <param name="CacheMib">Memory for layer outputs that plans share, MiB, at least 0; changes no error.</param>
public sealed record SearchSources(
    string ModelPath,
    IReadOnlyList<string> CorpusPaths,
    int Subsets = SearchSources.DefaultSubsets,
    bool StopEarly = false,
    int? MaxUtterances = null,
    int CacheMib = SearchSources.DefaultCacheMib)
{
    /// <summary>Memory for shared layer outputs where nothing else is said, MiB.</summary>
    public const int DefaultCacheMib = 1024;

    /// <summary>The papers' number of subsets.</summary>
    public const int DefaultSubsets = 4;
}
