namespace Edge.Runtime.Scoring;

/// <summary>One recording of a corpus with the files that describe it.</summary>
/// <param name="Speaker">Name of the directory the files lie in, as spelt there.</param>
/// <param name="Name">File name without its extensions, as spelt there.</param>
/// <param name="AudioPath">The recording.</param>
/// <param name="PhonePath">The phone labels; for an unlabelled recording the path where they would be.</param>
/// <param name="WordPath">The word labels, or null.</param>
/// <param name="TextPath">The orthographic transcript, or null.</param>
/// <param name="Labelled">Whether <paramref name="PhonePath"/> exists.</param>
public sealed record CorpusUtterance(
    string Speaker, string Name, string AudioPath, string PhonePath, string? WordPath, string? TextPath, bool Labelled = true);
