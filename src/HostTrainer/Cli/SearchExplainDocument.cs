using HostTrainer.Choosing;

namespace HostTrainer.Cli;

/// <summary>What <c>mohaq search explain --json</c> prints.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="RunId">Number of the run in its archive.</param>
/// <param name="FrontSize">Points of the front.</param>
/// <param name="Knee">Number of the knee.</param>
/// <param name="Point">The point.</param>
/// <param name="Master">The figures with 16 bits everywhere.</param>
/// <param name="Neighbours">Next points in every figure the search improves.</param>
/// <param name="Prices">What one step of precision changes, per gene and direction.</param>
/// <param name="EstimateTypicalError">Typical error of estimated errors, percentage points; null without estimates.</param>
public sealed record SearchExplainDocument(
    int Schema,
    long RunId,
    int FrontSize,
    int Knee,
    SearchFrontPointDocument Point,
    FigureDocument Master,
    IReadOnlyList<SearchNeighbourDocument> Neighbours,
    IReadOnlyList<SearchPriceDocument> Prices,
    double? EstimateTypicalError)
{
    /// <summary>The document of an explanation.</summary>
    public static SearchExplainDocument Of(SearchFront front, PointExplanation explanation) => new(
        1,
        front.Report.Run.Id,
        front.Points.Count,
        front.Knee,
        SearchFrontPointDocument.Of(front, explanation.Number),
        FigureDocument.Of(explanation.Master),
        [.. explanation.Neighbours.Select(n => new SearchNeighbourDocument(FigureFacts.Name(n.Figure), n.Number, FigureDocument.Of(n.Differences)))],
        [.. explanation.Prices.Select(SearchPriceDocument.Of)],
        explanation.TypicalError);
}
