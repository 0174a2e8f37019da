using System.Globalization;

using HostTrainer.Choosing;

using Spectre.Console;

namespace HostTrainer.Cli;

/// <summary>An explanation as tables for people.</summary>
internal static class SearchExplainTable
{
    /// <summary>Writes the tables.</summary>
    public static void Write(SearchFront front, PointExplanation explanation, TextWriter output)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        IReadOnlyList<Figure> figures = front.Shown;
        output.WriteLine($"run {front.Report.Run.Id}, point {explanation.Number} of {front.Points.Count}{(explanation.Number == front.Knee ? ", the knee" : string.Empty)}");
        console.Write(Points(front, explanation, figures));
        output.WriteLine("One step of precision, against the point:");
        console.Write(Prices(explanation, figures));
        output.WriteLine(Sources(explanation));
    }

    private static string Sources(PointExplanation explanation) =>
        explanation.Prices.All(p => p.Source == PriceSource.Measured) ? "Every error is measured, costs are exact."
        : explanation.TypicalError is double typical ? string.Create(CultureInfo.InvariantCulture, $"~ estimated from the archive, typically within {typical:0.00} points; --measure measures. The other errors are measured, costs are exact.")
        : "? not known: the archive holds too few measured plans for an estimate; --measure measures. Costs are exact.";

    private static Table Points(SearchFront front, PointExplanation explanation, IReadOnlyList<Figure> figures)
    {
        FigureSet point = FigureSet.Of(explanation.Point);
        Table table = new Table().AddColumn(string.Empty);
        table.AddColumns([.. figures.Select(FigureFacts.Heading)]);
        table.AddRow(["16 bits everywhere", .. figures.Select(f => FigureFacts.Number(f, explanation.Master[f]))]);
        table.AddRow([$"point {explanation.Number}", .. figures.Select(f => FigureFacts.Number(f, point[f]))]);
        foreach (Neighbour neighbour in explanation.Neighbours)
        {
            FigureSet values = front.FiguresOf(neighbour.Number);
            table.AddRow([$"next in {FigureFacts.Name(neighbour.Figure)}: point {neighbour.Number}", .. figures.Select(f => FigureFacts.Number(f, values[f]))]);
        }

        return table;
    }

    private static Table Prices(PointExplanation explanation, IReadOnlyList<Figure> figures)
    {
        Table table = new Table().AddColumns("layer", "step");
        table.AddColumns([.. figures.Select(FigureFacts.Heading)]);
        foreach (MarginalPrice price in explanation.Prices)
        {
            table.AddRow(
            [
                $"{price.Gene.Layer} {SearchPriceDocument.PartOf(price.Gene.Part)}",
                $"{price.From} to {price.To}",
                .. figures.Select(f => Difference(price, f)),
            ]);
        }

        return table;
    }

    private static string Difference(MarginalPrice price, Figure figure)
    {
        string text = FigureFacts.Difference(figure, price.Differences[(int)figure]);
        return (figure, price.Source) switch
        {
            (Figure.Error, PriceSource.Estimated) => "~" + (text.Length > 0 ? text : "0"),
            (Figure.Error, PriceSource.Unknown) => "?",
            _ => text,
        };
    }
}
