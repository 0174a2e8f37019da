using System.CommandLine;
using System.Text;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Files;

using HostTrainer.Choosing;
using HostTrainer.Reports;
using HostTrainer.Search.Archive;

namespace HostTrainer.Cli;

/// <summary><c>mohaq search report</c>: a run as one HTML page that needs no network.</summary>
public static class SearchVerbReport
{
    private static readonly Option<string> Out = new("--out") { Description = "Page to write.", DefaultValueFactory = _ => "report.html" };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("report", "Writes a run as one HTML page: front, precision map, progress, errors, provenance. It needs no network.")
        {
            Out, SearchVerbOptions.Run, SearchVerbOptions.Archive, SearchVerbOptions.Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using SearchArchive archive = ChoosingOptions.OpenArchive(parsed);
        SearchFront front = ChoosingOptions.OpenFront(archive, parsed);
        ReportDocument report = ReportBuilder.Build(
            front, archive.Evaluations(front.Report.Run), parsed.GetRequiredValue(SearchVerbOptions.Archive));
        string page = ReportPage.Render(report);
        string path = parsed.GetRequiredValue(Out);
        WholeFile.WriteText(path, page, "report");
        SearchReportDocument document = new(1, front.Report.Run.Id, path, Encoding.UTF8.GetByteCount(page), front.Points.Count);
        parsed.InvocationConfiguration.Output.WriteLine(
            parsed.GetValue(SearchVerbOptions.Json) ? JsonSerializer.Serialize(document, SearchVerbJson.Default.SearchReportDocument) : path);
        return (int)ExitCode.Ok;
    }
}
