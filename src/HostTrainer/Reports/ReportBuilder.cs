using HostTrainer.Choosing;
using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Genomes;

namespace HostTrainer.Reports;

/// <summary>Gathers a report from a run.</summary>
public static class ReportBuilder
{
    /// <summary>Prices are left out of reports on larger fronts: they would make up most of the page.</summary>
    public const int MostPricedPoints = 100;

    /// <summary>Builds a report.</summary>
    /// <param name="front">The front of the run.</param>
    /// <param name="evaluations">Every evaluation, in the order of the search.</param>
    /// <param name="archivePath">Path of the archive, for commands.</param>
    public static ReportDocument Build(SearchFront front, IReadOnlyList<ArchivedEvaluation> evaluations, string archivePath)
    {
        RunHistory history = RunHistory.Of(front.Problem, evaluations, evaluations.Count);
        MarginalPrices prices = new(front.Problem, MeasuredPlan.Of(front.Problem, front.Report.Run.BaselineErrors.Count, evaluations));
        List<double> typicalErrors = [];
        ReportPoint[] points = [.. Enumerable.Range(1, front.Points.Count).Select(n => PointOf(front, n, prices, typicalErrors))];
        FigureSet master = PointExplanation.MasterOf(front);
        SearchRun run = front.Report.Run;
        return new ReportDocument(
            1,
            $"Search {run.Id}: {run.Settings.Preset} on {run.Settings.Platform.Name}",
            RunFacts.Summary(front, history),
            [.. FigureFacts.All.Select(f => FigureOf(front, f))],
            [.. front.Problem.Plan(front.Problem.Layout.Widest()).Layers.Select(l => l.Name)],
            front.Knee,
            front.Report.ErrorLimit,
            new ReportPlan(-1, true, Values(master), run.BaselineErrors),
            points,
            history.Plans,
            history.Measured,
            history.Progress,
            Median(typicalErrors),
            RunFacts.Provenance(front),
            RunCommands.Of(run, archivePath),
            RunCommands.ArchiveOptions(run, archivePath));
    }

    private static ReportPoint PointOf(SearchFront front, int number, MarginalPrices prices, List<double> typicalErrors)
    {
        FrontPoint point = front.Point(number);
        IReadOnlyList<MarginalPrice> around = [];
        if (front.Points.Count <= MostPricedPoints)
        {
            around = prices.Around(point, out double? typical);
            typicalErrors.AddRange(typical is double error ? [error] : []);
        }

        return new ReportPoint(
            number,
            Values(FigureSet.Of(point)),
            point.SubsetErrors,
            point.Measurement.Beacon?.BaseErrors,
            point.Measurement.Beacon?.BeaconId,
            front.KneeDistances[number - 1],
            [.. point.Plan.Layers.Select(l => (IReadOnlyList<int?>)[l.WeightBits, l.ActivationBits, l.DeltaThreshold])],
            point.Measurement.UpdatedFractions,
            Neighbour.Of(front, number).ToDictionary(n => FigureFacts.Name(n.Figure), n => n.Number),
            [.. around.Where(p => p.Source != PriceSource.Unknown).Select(PriceOf)]);
    }

    private static ReportPrice PriceOf(MarginalPrice price) => new(
        price.Gene.Layer, Part(price.Gene.Part), price.From, price.To, price.Source == PriceSource.Measured, price.Differences);

    private static string Part(GenePart part) => part switch
    {
        GenePart.Weight => "w",
        GenePart.Activation => "a",
        GenePart.Delta => "d",
        _ => "wa",
    };

    private static ReportFigure FigureOf(SearchFront front, Figure figure)
    {
        string format = FigureFacts.Number(figure, 0);
        return new ReportFigure(
            FigureFacts.Name(figure),
            FigureFacts.Label(figure),
            FigureFacts.Unit(figure),
            format.Length - format.IndexOf('.', StringComparison.Ordinal) - 1,
            FigureFacts.MoreIsBetter(figure),
            front.Improved.Contains(figure),
            front.Shown.Contains(figure));
    }

    private static IReadOnlyList<double?> Values(FigureSet figures) => [.. FigureFacts.All.Select(f => figures[f])];

    private static double? Median(List<double> values) => values.Count == 0 ? null : values.Order().ElementAt(values.Count / 2);
}
