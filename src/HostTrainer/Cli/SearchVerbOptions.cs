using System.CommandLine;

using Edge.Runtime.Errors;

namespace HostTrainer.Cli;

/// <summary>Options that several search verbs share.</summary>
internal static class SearchVerbOptions
{
    /// <summary>The archive.</summary>
    public static Option<string> Archive { get; } = new("--archive")
    {
        Description = "SQLite file that keeps every evaluation, or a PostgreSQL database as postgres://user@host/database.",
        DefaultValueFactory = _ => "search.sqlite",
    };

    /// <summary>The number of a run.</summary>
    public static Option<long?> Run { get; } = new("--run") { Description = "Number of the run in the archive; the newest without it." };

    /// <summary>The budget.</summary>
    public static Option<int?> Evaluations { get; } = new("--evaluations") { Description = "Budget: genomes to evaluate in all." };

    /// <summary>The budget in time.</summary>
    public static Option<double?> Minutes { get; } = new("--minutes")
    {
        Description = "Stop after so many minutes; 'mohaq search resume' goes on. May be combined with --evaluations.",
    };

    /// <summary>Parallelism.</summary>
    public static Option<int?> Threads { get; } = new("--threads") { Description = "Evaluations at a time; all cores without it. Does not change the result." };

    /// <summary>JSON output.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object." };

    /// <summary>The budget in time, or null for none.</summary>
    /// <exception cref="EdgeException">Not between 0 and a month (exit code 2).</exception>
    public static TimeSpan? TimeLimit(ParseResult parsed) => Positive(parsed, Minutes) switch
    {
        null => null,
        <= 60 * 24 * 30 and double minutes => TimeSpan.FromMinutes(minutes),
        double minutes => throw new EdgeException(ExitCode.Usage, $"{minutes} minutes are too many", Minutes.Name, "give at most a month"),
    };

    /// <summary>A number that must be above 0, or null.</summary>
    /// <exception cref="EdgeException">The number is not above 0 (exit code 2).</exception>
    public static double? Positive(ParseResult parsed, Option<double?> option)
    {
        double? value = parsed.GetValue(option);
        return value is null || (double.IsFinite(value.Value) && value > 0)
            ? value
            : throw new EdgeException(ExitCode.Usage, $"{value} is not above 0", option.Name, "give a number above 0");
    }

    /// <summary>A whole number of at least 1, or null.</summary>
    /// <exception cref="EdgeException">The number is below 1 (exit code 2).</exception>
    public static int? AtLeastOne(ParseResult parsed, Option<int?> option)
    {
        int? value = parsed.GetValue(option);
        return value is null or >= 1
            ? value
            : throw new EdgeException(ExitCode.Usage, $"{value} is below 1", option.Name, "give a whole number of at least 1");
    }
}
