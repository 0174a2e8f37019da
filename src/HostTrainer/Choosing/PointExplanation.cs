using HostTrainer.Search;
using HostTrainer.Search.Evaluation;

namespace HostTrainer.Choosing;

/// <summary>What a point gives, and what could be had instead.</summary>
/// <param name="Number">Number of the point, from 1.</param>
/// <param name="Point">The point.</param>
/// <param name="Master">The figures with 16 bits (or the widest that the platform computes) everywhere.</param>
/// <param name="Neighbours">Next points of the front in every figure the search improves.</param>
/// <param name="Prices">Single steps of precision, layer by layer in data-path order.</param>
/// <param name="TypicalError">Typical error of the estimated errors, percentage points; null when there are no estimates.</param>
public sealed record PointExplanation(
    int Number,
    FrontPoint Point,
    FigureSet Master,
    IReadOnlyList<Neighbour> Neighbours,
    IReadOnlyList<MarginalPrice> Prices,
    double? TypicalError)
{
    /// <summary>Explains a point.</summary>
    /// <param name="front">The front.</param>
    /// <param name="number">Number of the point, from 1.</param>
    /// <param name="prices">Prices with everything that is known.</param>
    public static PointExplanation Of(SearchFront front, int number, MarginalPrices prices)
    {
        FrontPoint point = front.Point(number);
        IReadOnlyList<MarginalPrice> around = prices.Around(point, out double? typical);
        string[] path = [.. point.Plan.Layers.Select(l => l.Name)];
        return new PointExplanation(
            number, point, MasterOf(front), Neighbour.Of(front, number), [.. around.OrderBy(p => Array.IndexOf(path, p.Gene.Layer))], typical);
    }

    /// <summary>The figures of the widest plan of a search, whose error is measured first.</summary>
    public static FigureSet MasterOf(SearchFront front)
    {
        int[] widest = front.Problem.Layout.Widest();
        return new FigureSet(front.Report.BaselineError, front.Problem.KnownCost(widest, Measurement.None), front.Problem.Work(widest, Measurement.None));
    }
}
