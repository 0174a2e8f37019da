using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Edge.Runtime.Errors;

using HostTrainer.Choosing;
using HostTrainer.Search.Archive;

using Spectre.Console;

namespace HostTrainer.Cli;

/// <summary><c>mohaq search measure</c>: the errors of a front's points on speech that the search did not see.</summary>
public static class SearchVerbMeasure
{
    private static readonly Option<string[]> Corpus = new("--corpus") { Description = "Directory of labelled speech in TIMIT layout, measured whole; may be repeated.", Required = true };

    private static readonly Option<int[]> Points = new("--point") { Description = "Number of a point, as 'search front' counts them from 1; may be repeated. Without it all that keep the limits." };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("measure", "Measures points of a front on other speech, test sets above all.") { Corpus, Points };
        ChoosingOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        using SearchArchive archive = ChoosingOptions.OpenArchive(parsed);
        SearchFront front = ChoosingOptions.OpenFront(archive, parsed);
        int[] numbers = parsed.GetValue(Points) is { Length: > 0 } chosen ? chosen : [.. front.Within(ChoosingOptions.Limits(parsed))];
        string[] corpora = parsed.GetRequiredValue(Corpus);
        FrontMeasurement measurement = new(archive, parsed.GetRequiredValue(SearchVerbOptions.Archive), front.Report.Run, corpora);
        CorpusErrors master = measurement.Float(cancellation);
        SearchMeasureDocument document = new(
            1,
            front.Report.Run.Id,
            corpora,
            master,
            measurement.Master(cancellation),
            [.. numbers.Select(n => SearchMeasurePointDocument.Of(front, n, measurement.Of(front.Point(n), cancellation), master))]);
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(SearchVerbOptions.Json))
        {
            output.WriteLine(JsonSerializer.Serialize(document, SearchVerbJson.Default.SearchMeasureDocument));
        }
        else
        {
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(Table(front, document));
        }

        return (int)ExitCode.Ok;
    }

    private static Table Table(SearchFront front, SearchMeasureDocument document)
    {
        Figure[] figures = [.. front.Shown];
        Table table = new Table().AddColumn("point").AddColumns([.. figures.Select(FigureFacts.Heading)]);
        table.AddColumns([.. document.Corpora.Select(c => Markup.Escape(ShortName(c)) + " %")]).AddColumns("pooled %", "rise", "weight x activation bits");
        table.AddRow([.. Reference("float", figures, document.FloatMaster, document.FloatMaster)]);
        table.AddRow([.. Reference("16 bits", figures, document.SixteenBits, document.FloatMaster)]);
        foreach (SearchMeasurePointDocument point in document.Points)
        {
            FigureSet values = front.FiguresOf(point.Point.Number);
            table.AddRow(
            [
                point.Point.Number.ToString(CultureInfo.InvariantCulture) + (point.Point.Beacon is { } beacon ? " " + Markup.Escape(beacon) : string.Empty),
                .. figures.Select(f => FigureFacts.Number(f, values[f])),
                .. point.CorpusErrors.Append(point.PooledError).Select(Percent),
                Rise(point.PooledRise),
                string.Join(' ', point.Point.Layers.Select(l => $"{l.WeightBits}x{l.ActivationBits}")),
            ]);
        }

        return table;
    }

    private static IEnumerable<string> Reference(string name, Figure[] figures, CorpusErrors errors, CorpusErrors master) =>
        [name, .. figures.Select(_ => string.Empty), .. errors.Corpora.Append(errors.Pooled).Select(Percent), Rise(errors.Pooled - master.Pooled), string.Empty];

    private static string Percent(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Rise(double value) => value.ToString("+0.00;-0.00;0", CultureInfo.InvariantCulture);

    /// <summary>The last two parts of a directory: corpus and set.</summary>
    private static string ShortName(string directory) => string.Join('/', Path.GetFullPath(directory).Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).TakeLast(2));
}
