using System.CommandLine;

using Edge.Runtime.Errors;

using HostTrainer.Evaluation;

namespace HostTrainer.Cli;

/// <summary>The <c>mohaq</c> command line: verbs are added here, errors become one line and an exit code here.</summary>
public static class HostCommandLine
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">Arguments after the program name.</param>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        RootCommand root = new("Trains, searches, signs and pushes precision plans for speech recognisers on the edge.")
        {
            DemoVerb.Create(),
            TrainVerb.Create(),
            QuantizeVerb.Create(),
            EvaluateVerb.Create(),
            ModelVerb.Create(),
            PlatformVerb.Create(),
            ScoreVerb.Create(),
            PlanVerb.Create(),
            SearchVerb.Create(EngineErrorEvaluator.Open),
            WorkerVerb.Create(EngineErrorEvaluator.Open),
            BeaconVerb.Create(),
            DeltaVerb.Create(),
        };
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine($"mohaq: {error.Message}");
            }

            Console.Error.WriteLine("mohaq: try 'mohaq --help'");
            return (int)ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) }).ConfigureAwait(false);
        }
        catch (EdgeException e)
        {
            Console.Error.WriteLine($"mohaq: {e.Message}");
            return (int)e.ExitCode;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("mohaq: interrupted");
            return (int)ExitCode.Interrupted;
        }
    }
}
