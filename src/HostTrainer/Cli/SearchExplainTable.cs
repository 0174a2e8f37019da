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
        Figure[] figures = [.. FigureFacts.All.Where(f => explanation.Master[f] is not null)];
        output.WriteLine($"run {front.Report.Run.Id}, point {explanation.Number} of {front.Points.Count}{(explanation.Number == front.Knee ? ", the knee" : string.Empty)}");
        console.Write(Points(front, explanation, figures));
        output.WriteLine("One step of precision, against the point:");
        console.Write(Prices(explanation, figures));
        output.WriteLine(explanation.TypicalError is double typical
            ? string.Create(CultureInfo.InvariantCulture, $"~ estimated from the archive, typically within {typical:0.00} points; --measure measures. The other errors are measured, costs are exact.")
            : "? not known: the archive holds too few measured plans for an estimate; --measure measures. Costs are exact.");
    }

    private static Table Points(SearchFront front, PointExplanation explanation, Figure[] figures)
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

    private static Table Prices(PointExplanation explanation, Figure[] figures)
    {
        Table table = new Table().AddColumns("layer", "part", "step");
        table.AddColumns([.. figures.Select(FigureFacts.Heading)]);
        foreach (MarginalPrice price in explanation.Prices)
        {
            string sign = price.Source switch
            {
                PriceSource.Estimated => "~",
                PriceSource.Unknown => "?",
                _ => string.Empty,
            };
            table.AddRow(
            [
                price.Gene.Layer,
                SearchPriceDocument.PartOf(price.Gene.Part),
                $"{price.From} to {price.To}",
                .. figures.Select(f => (f == Figure.Error ? sign : string.Empty) + (f == Figure.Error && price.Source == PriceSource.Unknown ? string.Empty : FigureFacts.Difference(f, price.Differences[(int)f]))),
            ]);
        }

        return table;
    }
}
