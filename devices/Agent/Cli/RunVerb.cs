using System.CommandLine;

using Agent.Audio;

using Edge.Runtime.Errors;

namespace Agent.Cli;

/// <summary><c>mohaq-edge run</c>: listens to the board's microphone until it is stopped.</summary>
internal static class RunVerb
{
    private static readonly AgentOptions Shared = new();
    private static readonly Option<string?> Microphone = new("--microphone") { Description = "ALSA device; without it the board's." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object per phone." };

    public static Command Create()
    {
        Command command = new("run", "Listen to the microphone and recognise until stopped.") { Microphone, Json };
        Shared.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        AgentSettings settings = Shared.Read(parsed);
        string device = parsed.GetValue(Microphone) ?? settings.Board.Audio.Device
            ?? throw new EdgeException(ExitCode.Usage, "this board has no microphone", settings.Board.Name, "give --microphone, or use 'mohaq-edge replay'");
        using AlsaSource source = new(device);
        await new EdgeAgent(settings, new ConsolePhoneOutput(parsed.GetValue(Json)), TimeProvider.System).RunAsync(source, cancellation).ConfigureAwait(false);
        return (int)ExitCode.Ok;
    }
}
