using System.CommandLine;
using System.Text.Json;

using Edge.Runtime.Errors;

using HostTrainer.Search.Evaluation;
using HostTrainer.Workers;

namespace HostTrainer.Cli;

/// <summary><c>mohaq worker</c>: measures jobs of searches on other machines until it is stopped.</summary>
public static class WorkerVerb
{
    private const int MaxJobs = 1000;

    private static readonly Option<string> ModelDirectory = new("--model-dir")
    {
        Description = "Directory of model files; jobs name models by their hash.",
        DefaultValueFactory = _ => "models",
    };

    private static readonly Option<string> CorpusRoot = new("--corpus-root")
    {
        Description = "Directory below which corpora are looked for by the end of the search's paths; nothing outside of it is read.",
        DefaultValueFactory = _ => "/",
    };

    private static readonly Option<int?> Jobs = new("--jobs") { Description = $"Jobs at a time, 1 to {MaxJobs}; one per core without it." };

    private static readonly Option<string?> Name = new("--name") { Description = "Name in answers and errors; machine and process without it." };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object when it stops." };

    /// <summary>Builds the verb.</summary>
    /// <param name="load">Opens a model and its speech.</param>
    public static Command Create(SearchSubjectLoader load)
    {
        Command command = new("worker", "Measures plans for searches on other machines, which send them through a RabbitMQ broker. Runs until it is stopped.")
        {
            ModelDirectory, CorpusRoot, Jobs, Name, Json,
        };
        QueueOptions.AddRequiredTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(load, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(SearchSubjectLoader load, ParseResult parsed, CancellationToken cancellation)
    {
        int jobs = SearchVerbOptions.AtLeastOne(parsed, Jobs) ?? Environment.ProcessorCount;
        if (jobs > MaxJobs)
        {
            throw new EdgeException(ExitCode.Usage, $"{jobs} jobs at a time are too many", Jobs.Name, $"give 1 to {MaxJobs}");
        }

        string name = parsed.GetValue(Name) ?? $"{Environment.MachineName}-{Environment.ProcessId}";
        WorkerOptions options = new(name, parsed.GetRequiredValue(ModelDirectory), parsed.GetRequiredValue(CorpusRoot), jobs);
        TextWriter error = TextWriter.Synchronized(parsed.InvocationConfiguration.Error);
        WorkerService service = new(QueueOptions.Required(parsed), options, load, error.WriteLine, TimeProvider.System);
        WorkerSummary summary = await service.RunAsync(cancellation).ConfigureAwait(false);
        parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(Json)
            ? JsonSerializer.Serialize(WorkerDocument.Of(name, summary), WorkerVerbJson.Default.WorkerDocument)
            : $"{summary.Measured} measured, {summary.Refused} refused, {summary.Returned} given back");
        return (int)ExitCode.Ok;
    }
}
