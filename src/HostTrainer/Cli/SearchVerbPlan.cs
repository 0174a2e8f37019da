using System.CommandLine;
using System.Text;

using Edge.Runtime.Errors;
using Edge.Runtime.Files;

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
        using SearchArchive archive = ChoosingOptions.OpenArchive(parsed);
        string plan = Encoding.UTF8.GetString(ChoosingOptions.OpenFront(archive, parsed).Point(parsed.GetValue(Point)).Plan.ToJson());
        string path = parsed.GetRequiredValue(Out);
        WholeFile.WriteText(path, plan + "\n", "plan");
        parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(SearchVerbOptions.Json) ? plan : path);
        return (int)ExitCode.Ok;
    }
}
