using System.CommandLine;

using Edge.Runtime.Errors;

using HostTrainer.Cli;

namespace HostTrainer.Tests.Plans;

/// <summary>Runs <c>mohaq plan ...</c> as the program does and keeps what it printed.</summary>
internal static class PlanCommand
{
    public static async Task<(ExitCode Exit, string Output, string Error)> RunAsync(params string[] args)
    {
        StringWriter output = new();
        StringWriter error = new();
        ParseResult parsed = new RootCommand { PlanVerb.Create() }.Parse(["plan", .. args]);
        Xunit.Assert.Empty(parsed.Errors);
        try
        {
            int exit = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
            return ((ExitCode)exit, output.ToString(), error.ToString());
        }
        catch (EdgeException e)
        {
            return (e.ExitCode, output.ToString(), e.Message);
        }
    }
}
