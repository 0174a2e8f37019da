using HostTrainer.Choosing;
using HostTrainer.Search;
using HostTrainer.Search.Evaluation;

namespace HostTrainer.Cli;

/// <summary>What <c>mohaq search start|resume|front --json</c> prints.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="RunId">Number of the run in its archive.</param>
/// <param name="Preset">The preset it started from.</param>
/// <param name="Platform">The platform it optimises for.</param>
/// <param name="Objectives">What it improves.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Evaluations">Genomes evaluated so far.</param>
/// <param name="Budget">Genomes to evaluate.</param>
/// <param name="Seconds">Time spent.</param>
/// <param name="BaselineError">Error of the worst subset with 16 bits everywhere, percent.</param>
/// <param name="ErrorLimit">Largest error of a feasible plan, percent.</param>
/// <param name="Limits">What a feasible plan keeps.</param>
/// <param name="Strategy">How genomes are chosen.</param>
/// <param name="Hypervolume">Share of the box of objectives that the front dominates, 0 to 1.</param>
/// <param name="ArchiveHash">SHA-256 over every evaluation in order: equal searches have equal hashes.</param>
/// <param name="Knee">Number of the front's knee (see <see cref="KneePoint"/>); 0 for an empty front.</param>
/// <param name="Front">The points of the front that keep the limits asked for, lowest error first.</param>
public sealed record SearchFrontDocument(
    int Schema,
    long RunId,
    string Preset,
    string Platform,
    IReadOnlyList<ObjectiveKind> Objectives,
    uint Seed,
    int Evaluations,
    int Budget,
    double Seconds,
    double BaselineError,
    double ErrorLimit,
    SearchLimits Limits,
    SearchStrategy Strategy,
    double Hypervolume,
    string ArchiveHash,
    int Knee,
    IReadOnlyList<SearchFrontPointDocument> Front)
{
    /// <summary>The document of a front.</summary>
    /// <param name="front">The front.</param>
    /// <param name="numbers">Numbers of the points to show, from 1.</param>
    public static SearchFrontDocument Of(SearchFront front, IEnumerable<int> numbers)
    {
        SearchReport report = front.Report;
        SearchSettings settings = report.Run.Settings;
        return new(
            1,
            report.Run.Id,
            settings.Preset,
            settings.Platform.Name,
            settings.Objectives,
            settings.Seed,
            report.Evaluations,
            settings.Evaluations,
            report.Run.Seconds,
            report.BaselineError,
            report.ErrorLimit,
            settings.Limits,
            settings.Strategy,
            report.Hypervolume,
            report.ArchiveHash,
            front.Knee,
            [.. numbers.Select(n => SearchFrontPointDocument.Of(front, n))]);
    }
}
