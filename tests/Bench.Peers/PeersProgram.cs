using System.CommandLine;
using System.Text.Json;

using Agent.Bench;

using Edge.Runtime.Errors;

namespace Bench.Peers;

/// <summary>The engine beside other programs that do the same work, in one run (<c>eng/bench-peers</c>).</summary>
internal static class PeersProgram
{
    private static readonly Option<string> Library = new("--library") { Description = "libonnxruntime.so.1.", Required = true };
    private static readonly Option<int> Rounds = new("--rounds") { Description = "Interleaved rounds, 1 to 1000; fewer than 8 only try the program.", DefaultValueFactory = _ => 31 };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object; tables go to standard error." };

    private static int Main(string[] args)
    {
        RootCommand root = new("Measures the engine and its peers on this machine in interleaved rounds.") { Library, Rounds, Json };
        root.SetAction(Run);
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"bench-peers: {parsed.Errors[0].Message}; try --help");
            return (int)ExitCode.Usage;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (EdgeException e)
        {
            Console.Error.WriteLine($"bench-peers: {e.Message}");
            return (int)e.ExitCode;
        }
    }

    private static int Run(ParseResult parsed)
    {
        RoundSettings settings = RoundSettings.Of(parsed.GetValue(Rounds));
        using ThreadPin pin = ThreadPin.ToOneCore();
        BenchLog log = new(BenchEnvironment.Read(pin), Console.Error);
        new PeerBench(log, settings).Run(new OrtLibrary(parsed.GetRequiredValue(Library)));
        foreach ((string part, Action<BenchLog, RoundSettings> measure) in BenchProgram.AllParts)
        {
            if (part != BenchProgram.RecogniserPart)
            {
                measure(log, settings);
            }
        }

        bool json = parsed.GetValue(Json);
        log.Write(json ? Console.Error : Console.Out, json: false);
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(PeerDocument.Of(log.Report), PeerJson.Default.PeerDocument));
        }

        return (int)ExitCode.Ok;
    }
}
