using Edge.Runtime.Model;

using HostTrainer.Choosing;

namespace HostTrainer.Cli;

/// <summary>What <c>mohaq search choose --json</c> prints.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="RunId">Number of the run in its archive.</param>
/// <param name="FrontSize">Points of the front.</param>
/// <param name="Candidates">Points that kept every limit.</param>
/// <param name="Reason">Why this point, one sentence.</param>
/// <param name="Point">The point.</param>
/// <param name="PlanPath">The file that was written, or null.</param>
/// <param name="Plan">The plan.</param>
public sealed record SearchChooseDocument(
    int Schema, long RunId, int FrontSize, int Candidates, string Reason, SearchFrontPointDocument Point, string? PlanPath, PrecisionPlan Plan)
{
    /// <summary>The document of a choice.</summary>
    public static SearchChooseDocument Of(SearchFront front, Choice choice, string? path) => new(
        1,
        front.Report.Run.Id,
        front.Points.Count,
        choice.Candidates,
        choice.Reason,
        SearchFrontPointDocument.Of(front, choice.Number),
        path,
        front.Point(choice.Number).Plan);
}
