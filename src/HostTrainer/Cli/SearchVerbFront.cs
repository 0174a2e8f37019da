using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Edge.Runtime.Errors;

using HostTrainer.Choosing;
using HostTrainer.Search;
using HostTrainer.Search.Archive;

using Spectre.Console;

namespace HostTrainer.Cli;

/// <summary><c>mohaq search front</c>: the best plans a search has found so far, also while it runs.</summary>
public static class SearchVerbFront
{
    private static readonly Option<bool> Csv = new("--csv") { Description = "Print one line per point, with commas." };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("front", "The plans of a search that no other plan beats in every objective; with limits, those that keep them.") { Csv };
        ChoosingOptions.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    /// <summary>Prints a whole front as one JSON object or as a table.</summary>
    internal static void Print(SearchReport report, ParseResult parsed) => Print(new SearchFront(report), new FigureLimits(), parsed);

    private static void Print(SearchFront front, FigureLimits limits, ParseResult parsed)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        IReadOnlyList<int> numbers = front.Within(limits);
        if (parsed.GetValue(SearchVerbOptions.Json))
        {
            output.WriteLine(JsonSerializer.Serialize(SearchFrontDocument.Of(front, numbers), SearchVerbJson.Default.SearchFrontDocument));
            return;
        }

        SearchReport report = front.Report;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"run {report.Run.Id} ({report.Run.Settings.Preset}): {report.Evaluations} evaluations in {report.Run.Seconds:0.0} s, hypervolume {report.Hypervolume:0.0000}, error with 16 bits {report.BaselineError:0.00} %, limit {report.ErrorLimit:0.00} %"));
        if (front.Points.Count == 0)
        {
            output.WriteLine("no plan keeps every limit yet: go on with 'mohaq search resume --evaluations N', or start with weaker limits (--max-error, --max-size-mib, ...)");
            return;
        }

        if (numbers.Count < front.Points.Count)
        {
            output.WriteLine($"{numbers.Count} of {front.Points.Count} points keep the limits");
        }

        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(FrontTable(front, numbers));
    }

    private static int Run(ParseResult parsed)
    {
        FigureLimits limits = ChoosingOptions.Limits(parsed);
        using SearchArchive archive = ChoosingOptions.OpenArchive(parsed);
        SearchFront front = ChoosingOptions.OpenFront(archive, parsed);
        if (parsed.GetValue(Csv))
        {
            FrontCsv.Write(front, front.Within(limits), parsed.InvocationConfiguration.Output);
        }
        else
        {
            Print(front, limits, parsed);
        }

        return (int)ExitCode.Ok;
    }

    private static Table FrontTable(SearchFront front, IReadOnlyList<int> numbers)
    {
        IReadOnlyList<Figure> figures = front.Shown;
        Table table = new Table().AddColumn("point");
        table.AddColumns([.. figures.Select(FigureFacts.Heading), "weight x activation bits"]);
        foreach (int number in numbers)
        {
            FigureSet values = front.FiguresOf(number);
            table.AddRow(
            [
                number.ToString(CultureInfo.InvariantCulture) + (number == front.Knee ? " knee" : string.Empty),
                .. figures.Select(f => FigureFacts.Number(f, values[f])),
                string.Join(' ', front.Point(number).Plan.Layers.Select(l => $"{l.WeightBits}x{l.ActivationBits}")),
            ]);
        }

        return table;
    }
}
