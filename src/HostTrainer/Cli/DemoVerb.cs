using System.CommandLine;

using Edge.Runtime.Errors;

using HostTrainer.Demo;

using Spectre.Console;

namespace HostTrainer.Cli;

/// <summary><c>mohaq demo</c>: the whole loop on this machine, from speech to a retuned device.</summary>
public static class DemoVerb
{
    private static readonly Option<string?> Model = new("--model") { Description = "Model file; without it the default model." };

    private static readonly Option<string?> Samples = new("--samples")
    {
        Description = "Directory of labelled speech in TIMIT layout that the device hears; without it the samples of the product.",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object; progress goes to the error stream." };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("demo", "Starts a broker and a device, searches, signs and pushes a plan, and shows what it changed.") { Model, Samples, Json };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        bool json = parsed.GetValue(Json);
        TextWriter output = parsed.InvocationConfiguration.Output;
        DemoOptions options = new(
            Path.GetFullPath(parsed.GetValue(Model) ?? Installation.DefaultModel),
            Path.GetFullPath(parsed.GetValue(Samples) ?? Installation.Samples),
            Installation.FindAgent());
        DemoNarrator narrator = new(json ? parsed.InvocationConfiguration.Error : output);
        DemoDocument document = await new DemoRun(options, narrator, TimeProvider.System).RunAsync(cancellation).ConfigureAwait(false);
        if (json)
        {
            output.WriteLine(document.ToJson());
        }
        else
        {
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(DemoTable.Of(document));
        }

        if (!document.Committed)
        {
            narrator.Say($"device    did not commit the plan");
        }

        return (int)(document.Committed ? ExitCode.Ok : ExitCode.CheckFailed);
    }
}
