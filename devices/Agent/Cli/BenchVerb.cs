using System.CommandLine;

using Agent.Bench;
using Agent.Plans;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

namespace Agent.Cli;

/// <summary><c>mohaq-edge bench</c>: measures the recogniser on this board.</summary>
internal static class BenchVerb
{
    private static readonly Option<string> ModelPath = new("--model") { Description = "Model file.", Required = true };
    private static readonly Option<string?> PlanPath = new("--plan") { Description = "Plan to measure beside uniform 16, 8, 4 and 2 bits." };
    private static readonly Option<int> Rounds = new("--rounds") { Description = "Interleaved rounds, 1 to 1000; fewer than 8 only try the program.", DefaultValueFactory = _ => 31 };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    public static Command Create()
    {
        Command command = new("bench", "Measure speed, memory and allocation on this board, at a plan and at uniform precisions.") { ModelPath, PlanPath, Rounds, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        int rounds = parsed.GetValue(Rounds);
        if (rounds is < 1 or > 1000)
        {
            throw new EdgeException(ExitCode.Usage, $"{rounds} is no number of rounds", "--rounds", "give 1 to 1000");
        }

        RecognizerModel model = ModelFile.Load(parsed.GetRequiredValue(ModelPath));
        List<(string Key, PrecisionPlan Plan)> plans = [.. new[] { 16, 8, 4, 2 }.Select(bits => ($"w{bits}", model.UniformPlan(bits, Math.Max(bits, 8))))];
        if (parsed.GetValue(PlanPath) is { } path)
        {
            PrecisionPlan plan = PrecisionPlan.Load(path);
            model.CheckPlan(plan, path);
            plans.Add(("plan", plan));
        }

        // The agent's own way to a network, so that its first second is the one a device has after a start.
        NetworkFactory factory = new(model, []);
        (string Key, QuantizedNetwork Network)[] networks = [.. plans.Select(p => (p.Key, factory.Make(p.Plan, version: 0).Network))];
        using ThreadPin pin = ThreadPin.ToOneCore();
        BenchLog log = new(BenchEnvironment.Read(pin), Console.Error);
        RecogniserBench bench = new(log, RoundSettings.Of(rounds));
        bench.FirstSecond(networks[^1].Key, networks[^1].Network);
        bench.Run(networks);
        log.Write(Console.Out, parsed.GetValue(Json));
        return (int)ExitCode.Ok;
    }
}
