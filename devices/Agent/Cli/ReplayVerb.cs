using System.CommandLine;

using Agent.Audio;

using Edge.Runtime.Errors;
using Edge.Runtime.Scoring;

namespace Agent.Cli;

/// <summary><c>mohaq-edge replay</c>: plays recordings into the recogniser as if they were heard now.</summary>
internal static class ReplayVerb
{
    private static readonly AgentOptions Shared = new();
    private static readonly Argument<string[]> Paths = new("FILE_OR_DIR") { Description = "Audio files, or directories of them.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> Pace = new("--pace") { Description = "live, or fast for as fast as possible.", DefaultValueFactory = _ => "live" };
    private static readonly Option<int> Loop = new("--loop") { Description = "How often everything is played; 0 until stopped.", DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object per phone." };

    public static Command Create()
    {
        Pace.AcceptOnlyFromAmong("live", "fast");
        Command command = new("replay", "Play recordings into the recogniser, at live pace or as fast as possible.") { Paths, Pace, Loop, Json };
        Shared.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        AgentSettings settings = Shared.Read(parsed);
        int loops = parsed.GetValue(Loop);
        if (loops < 0)
        {
            throw new EdgeException(ExitCode.Usage, $"{loops} is no number of loops", "--loop", "give 0 or more");
        }

        string[] files = [.. parsed.GetRequiredValue(Paths).SelectMany(Files)];
        using ReplaySource source = new(files, loops, parsed.GetValue(Pace) == "live", TimeProvider.System);
        await new EdgeAgent(settings, new ConsolePhoneOutput(parsed.GetValue(Json)), TimeProvider.System).RunAsync(source, cancellation).ConfigureAwait(false);
        return (int)ExitCode.Ok;
    }

    private static IEnumerable<string> Files(string path) =>
        Directory.Exists(path) ? TimitCorpus.Open(path, includeSa: true, requireLabels: false).Select(u => u.AudioPath) : [path];
}
