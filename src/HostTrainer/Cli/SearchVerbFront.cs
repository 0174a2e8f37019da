using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Edge.Runtime.Errors;

using HostTrainer.Search;
using HostTrainer.Search.Archive;

using Spectre.Console;

namespace HostTrainer.Cli;

/// <summary><c>mohaq search front</c>: the best plans a search has found so far, also while it runs.</summary>
public static class SearchVerbFront
{
    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("front", "The plans of a search that no other plan beats in every objective.")
        {
            SearchVerbOptions.Run, SearchVerbOptions.Archive, SearchVerbOptions.Json,
        };
        command.SetAction(Run);
        return command;
    }

    /// <summary>Prints a report as one JSON object or as a table.</summary>
    internal static void Print(SearchReport report, ParseResult parsed)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(SearchVerbOptions.Json))
        {
            output.WriteLine(JsonSerializer.Serialize(SearchFrontDocument.Of(report), SearchVerbJson.Default.SearchFrontDocument));
            return;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"run {report.Run.Id} ({report.Run.Settings.Preset}): {report.Evaluations} evaluations in {report.Run.Seconds:0.0} s, hypervolume {report.Hypervolume:0.0000}, error with 16 bits {report.BaselineError:0.00} %, limit {report.ErrorLimit:0.00} %"));
        if (report.Front.Count == 0)
        {
            output.WriteLine("no plan keeps every limit yet: go on with 'mohaq search resume --evaluations N', or start with a larger --max-error or --max-size-mib");
            return;
        }

        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(FrontTable(report));
    }

    private static int Run(ParseResult parsed)
    {
        using SearchArchive archive = SearchArchive.Open(parsed.GetRequiredValue(SearchVerbOptions.Archive), mustExist: true);
        Print(SearchReport.Of(archive, parsed.GetValue(SearchVerbOptions.Run)), parsed);
        return (int)ExitCode.Ok;
    }

    private static Table FrontTable(SearchReport report)
    {
        Table table = new Table().AddColumns("point", "error %", "MiB", "compression", "speed-up", "uJ", "weight x activation bits");
        for (int i = 0; i < report.Front.Count; i++)
        {
            FrontPoint point = report.Front[i];
            table.AddRow(
                (i + 1).ToString(CultureInfo.InvariantCulture),
                Number(point.Error, "0.00"),
                Number(point.Cost.SizeMiB, "0.000"),
                Number(point.Cost.Compression, "0.00"),
                Number(point.Cost.Speedup, "0.00"),
                Number(point.Cost.EnergyMicrojoule, "0.0000"),
                string.Join(' ', point.Plan.Layers.Select(l => $"{l.WeightBits}x{l.ActivationBits}")));
        }

        return table;
    }

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
