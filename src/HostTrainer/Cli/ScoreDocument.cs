using Edge.Runtime.Scoring;

namespace HostTrainer.Cli;

/// <summary>What <c>mohaq score --json</c> prints.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Utterances">Utterances scored.</param>
/// <param name="Phones">Phones said, silence left out, in the 39 set.</param>
/// <param name="PhoneErrorRate">Errors per phone said.</param>
/// <param name="Substitutions">Phones taken for another.</param>
/// <param name="Deletions">Phones missed.</param>
/// <param name="Insertions">Phones recognised that were not said.</param>
/// <param name="Confusions">The most frequent errors.</param>
public sealed record ScoreDocument(
    int Schema,
    long Utterances,
    long Phones,
    double PhoneErrorRate,
    long Substitutions,
    long Deletions,
    long Insertions,
    IReadOnlyList<PhoneConfusion> Confusions)
{
    /// <summary>Errors listed in <see cref="Confusions"/>.</summary>
    public const int ConfusionCount = 10;

    /// <summary>The document of one report.</summary>
    public static ScoreDocument Of(PhoneErrorReport report)
    {
        ErrorCounts total = report.Total;
        return new(
            1, report.Utterances, total.Reference, total.Rate, total.Substitutions, total.Deletions, total.Insertions, report.MostFrequent(ConfusionCount));
    }
}
