using System.CommandLine;

using Edge.Runtime.Errors;

using HostTrainer.Search;
using HostTrainer.Search.Archive;

namespace HostTrainer.Cli;

/// <summary><c>mohaq search plan</c>: writes one point of a front as a precision plan, ready to be signed.</summary>
public static class SearchVerbPlan
{
    private static readonly Option<int> Point = new("--point") { Description = "Number of the point, as 'search front' counts them from 1.", Required = true };

    private static readonly Option<string> Out = new("--out") { Description = "Plan file to write.", Required = true };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("plan", "Writes one point of a front as a precision plan; with --json prints it too.")
        {
            Point, Out, SearchVerbOptions.Run, SearchVerbOptions.Archive, SearchVerbOptions.Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using SearchArchive archive = SearchArchive.Open(parsed.GetRequiredValue(SearchVerbOptions.Archive), mustExist: true);
        SearchReport report = SearchReport.Of(archive, parsed.GetValue(SearchVerbOptions.Run));
        int number = parsed.GetValue(Point);
        if (number < 1 || number > report.Front.Count)
        {
            throw new EdgeException(ExitCode.Usage, $"the front has no point {number}", "--point", $"give 1 to {report.Front.Count}");
        }

        byte[] plan = report.Front[number - 1].Plan.ToJson();
        string path = parsed.GetRequiredValue(Out);
        try
        {
            File.WriteAllBytes(path, plan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeException.BadInput("the plan cannot be written", path, "check the folder and its permissions", e);
        }

        parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(SearchVerbOptions.Json) ? System.Text.Encoding.UTF8.GetString(plan) : path);
        return (int)ExitCode.Ok;
    }
}
