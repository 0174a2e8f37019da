using System.Text.Json;

using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;

namespace HostTrainer.Workers;

/// <summary>Writes the jobs of one search.</summary>
/// <param name="run">The search.</param>
internal sealed class JobWriter(SearchRun run)
{
    /// <summary>Name of the search on the broker.</summary>
    public string Run { get; } = RunKey.Of(run);

    /// <summary>Name of this process' part of it.</summary>
    public string Session { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The job of a genome.</summary>
    public EvaluationJob Of(PendingEvaluation evaluation, SearchProblem problem)
    {
        SearchSources sources = run.Settings.Sources;
        return new EvaluationJob(
            EvaluationJob.CurrentSchema,
            Run,
            Session,
            evaluation.Sequence,
            GenomeText.Format(evaluation.Genome),
            run.Settings.ModelHash,
            run.Settings.CorpusHash,
            sources.CorpusPaths,
            sources.MaxUtterances,
            sources.Subsets,
            sources.StopEarly,
            problem.ErrorLimit,
            JsonSerializer.Deserialize(problem.Plan(evaluation.Genome).ToJson(), WorkerJson.Default.JsonElement));
    }
}
