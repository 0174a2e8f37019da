using HostTrainer.Thresholds;

namespace HostTrainer.Cli;

/// <summary>What <c>mohaq delta sweep --json</c> prints.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="ModelHash">SHA-256 of the model.</param>
/// <param name="Corpora">Directories that were measured.</param>
/// <param name="Utterances">Utterances measured.</param>
/// <param name="Layers">Layer names in data-path order.</param>
/// <param name="Bits">Weight and activation bits of every layer, in the same order.</param>
/// <param name="Groups">Matrices whose thresholds go together.</param>
/// <param name="DenseError">Phone error of the same bits without thresholds, percent.</param>
/// <param name="Points">Every combination, the one without thresholds above 0 first.</param>
/// <param name="Chosen">Number of the combination that eliminates most within the allowed rise, from 1; null when none keeps it.</param>
public sealed record DeltaSweepDocument(
    int Schema,
    string ModelHash,
    IReadOnlyList<string> Corpora,
    int Utterances,
    IReadOnlyList<string> Layers,
    IReadOnlyList<int> Bits,
    IReadOnlyList<ThresholdGroup> Groups,
    double DenseError,
    IReadOnlyList<DeltaSweepPointDocument> Points,
    int? Chosen);
