using System.CommandLine;

using Edge.Runtime.Errors;

namespace Agent.Cli;

/// <summary>The <c>mohaq-edge</c> command line: verbs are added here, errors become one line and an exit code here.</summary>
public static class AgentCommandLine
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">Arguments after the program name.</param>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        RootCommand root = new("Recognises speech on the device in integers, reports over MQTT and takes signed precision plans.")
        {
            RunVerb.Create(),
            ReplayVerb.Create(),
            BenchVerb.Create(),
            ProfileVerb.Create(),
        };
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine($"mohaq-edge: {error.Message}");
            }

            Console.Error.WriteLine("mohaq-edge: try 'mohaq-edge --help'");
            return (int)ExitCode.Usage;
        }

        try
        {
            using StopSignals signals = new(TimeSpan.FromSeconds(10));
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, signals.Token).ConfigureAwait(false);
        }
        catch (EdgeException e)
        {
            Console.Error.WriteLine($"mohaq-edge: {e.Message}");
            return (int)e.ExitCode;
        }
    }
}
