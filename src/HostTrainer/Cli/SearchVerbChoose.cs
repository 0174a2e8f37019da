using System.CommandLine;
using System.Text;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Files;

using HostTrainer.Choosing;
using HostTrainer.Search;
using HostTrainer.Search.Archive;

namespace HostTrainer.Cli;

/// <summary><c>mohaq search choose</c>: picks one point of a front by limits and a preference, and gives its plan, ready to be signed.</summary>
public static class SearchVerbChoose
{
    private static readonly Option<string> Prefer = new("--prefer")
    {
        Description = "What decides between points that keep every limit: knee, error, size, compression, speedup, energy or work.",
        DefaultValueFactory = _ => "knee",
    };

    private static readonly Option<bool> Knee = new("--knee") { Description = "The same as --prefer knee." };

    private static readonly Option<string?> Out = new("--out") { Description = "Plan file to write; without it the plan is printed." };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("choose", "Picks a point of a front by limits and a preference, and gives its plan, ready for 'mohaq plan sign'.") { Prefer, Knee, Out };
        ChoosingOptions.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Knee) && result.GetResult(Prefer) is { Implicit: false })
            {
                result.AddError("give either --knee or --prefer");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        FigureLimits limits = ChoosingOptions.Limits(parsed);
        Preference preference = Preference.Parse(parsed.GetRequiredValue(Prefer));
        using SearchArchive archive = ChoosingOptions.OpenArchive(parsed);
        SearchFront front = ChoosingOptions.OpenFront(archive, parsed);
        Choice choice = Choice.Of(front, limits, preference);
        FrontPoint point = front.Point(choice.Number);
        string plan = Encoding.UTF8.GetString(point.Plan.ToJson());
        string? path = parsed.GetValue(Out);
        if (path is not null)
        {
            WholeFile.WriteText(path, plan + "\n", "plan");
        }

        parsed.InvocationConfiguration.Error.WriteLine(Sentence(front, choice));
        parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(SearchVerbOptions.Json)
            ? JsonSerializer.Serialize(SearchChooseDocument.Of(front, choice, path), SearchVerbJson.Default.SearchChooseDocument)
            : path ?? plan);
        return (int)ExitCode.Ok;
    }

    private static string Sentence(SearchFront front, Choice choice)
    {
        FigureSet figures = front.FiguresOf(choice.Number);
        string[] texts = [.. FigureFacts.All.Where(f => figures[f] is not null).Select(f => $"{FigureFacts.Name(f)} {FigureFacts.Text(f, figures[f])}")];
        string beacon = front.Point(choice.Number).Measurement.Beacon?.BeaconId is string id ? $"; its error needs the weights of {id}" : string.Empty;
        return $"point {choice.Number}, {choice.Reason}: {string.Join(", ", texts)}{beacon}";
    }
}
