using System.CommandLine;

using Edge.Runtime.Errors;

using HostTrainer.Search.Study;

namespace HostTrainer.Cli;

/// <summary><c>mohaq search operators</c>: the operators of the search for another program (<c>eng/compare-deap</c>).</summary>
public static class SearchVerbOperators
{
    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("operators", "Answers requests for sorting and searching, one JSON object per line.") { Hidden = true };
        command.SetAction(_ =>
        {
            new OperatorSession().Run(Console.In, Console.Out);
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
