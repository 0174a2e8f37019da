using System.CommandLine;

using Agent.Bench;

using Bench.Elementwise;
using Bench.Kernels;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

namespace Bench;

/// <summary>The test assembly as a program of its own: the benchmarks of the engine (<c>eng/bench</c>).</summary>
internal static class BenchProgram
{
    /// <summary>The part that measures whole recognisers.</summary>
    internal const string RecogniserPart = "recogniser";

    private static readonly Dictionary<string, Action<BenchLog, RoundSettings>> Parts = new(StringComparer.Ordinal)
    {
        ["kernels"] = (log, settings) => new KernelBench(log, settings).Run(),
        ["blocks"] = (log, settings) => new BlockBench(log, settings).Run(),
        ["delta"] = (log, settings) => new DeltaBench(log, settings).Run(),
        ["cells"] = (log, settings) => new CellsBench(log, settings).Run(),
        ["gates"] = (log, settings) => new GateBench(log, settings).Run(),
        ["logmel"] = (log, settings) => new LogMelBench(log, settings).Run(),
        ["streams"] = (log, settings) => new StreamsBench(log, settings).Run(),
        [RecogniserPart] = MeasureRecogniser,
    };

    private static readonly Argument<string[]> Chosen = new("PART") { Description = $"What to measure; everything when none is named: {string.Join(", ", Parts.Keys)}." };
    private static readonly Option<int> Rounds = new("--rounds") { Description = "Interleaved rounds, 1 to 1000; fewer than 8 only try the program.", DefaultValueFactory = _ => 31 };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    /// <summary>The parts of the benchmark, for other programs.</summary>
    internal static IReadOnlyDictionary<string, Action<BenchLog, RoundSettings>> AllParts => Parts;

    private static int Main(string[] args)
    {
        Chosen.Arity = ArgumentArity.ZeroOrMore;
        Chosen.AcceptOnlyFromAmong([.. Parts.Keys]);
        RootCommand root = new("Measures the engine on this machine in interleaved rounds.") { Chosen, Rounds, Json };
        root.SetAction(Run);
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"bench: {parsed.Errors[0].Message}; try --help");
            return (int)ExitCode.Usage;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (EdgeException e)
        {
            Console.Error.WriteLine($"bench: {e.Message}");
            return (int)e.ExitCode;
        }
    }

    private static int Run(ParseResult parsed)
    {
        RoundSettings settings = RoundSettings.Of(parsed.GetValue(Rounds));
        using ThreadPin pin = ThreadPin.ToOneCore();
        BenchLog log = new(BenchEnvironment.Read(pin), Console.Error);
        string[] chosen = parsed.GetValue(Chosen) is { Length: > 0 } named ? named : [.. Parts.Keys];
        foreach (string part in chosen)
        {
            Parts[part](log, settings);
        }

        log.Write(Console.Out, parsed.GetValue(Json));
        return (int)ExitCode.Ok;
    }

    private static void MeasureRecogniser(BenchLog log, RoundSettings settings)
    {
        RecognizerModel model = BenchModel.Create(seed: 1);
        new RecogniserBench(log, settings).Run([.. new[] { 16, 8, 4, 2 }.Select(bits =>
            ($"w{bits}", new QuantizedNetwork(model, model.UniformPlan(bits, Math.Max(bits, 8)))))]);
    }
}
