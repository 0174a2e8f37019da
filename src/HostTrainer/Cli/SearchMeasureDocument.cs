using HostTrainer.Choosing;

namespace HostTrainer.Cli;

/// <summary>What <c>mohaq search measure --json</c> prints.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="RunId">Number of the run in its archive.</param>
/// <param name="Corpora">Directories that were measured.</param>
/// <param name="FloatMaster">Errors of the float master of the model the search began with.</param>
/// <param name="SixteenBits">Errors of that model with 16 bits everywhere.</param>
/// <param name="Points">The points, lowest error in the search first.</param>
public sealed record SearchMeasureDocument(
    int Schema, long RunId, IReadOnlyList<string> Corpora, CorpusErrors FloatMaster, CorpusErrors SixteenBits, IReadOnlyList<SearchMeasurePointDocument> Points);
