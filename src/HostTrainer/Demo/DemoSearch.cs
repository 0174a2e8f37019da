using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using HostTrainer.Evaluation;
using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;

namespace HostTrainer.Demo;

/// <summary>A short search: preset <c>silago</c>, seed 1, over the sample speech.</summary>
/// <param name="options">Model, samples and budget.</param>
/// <param name="model">The model, loaded.</param>
/// <param name="samples">The samples with its features.</param>
public sealed class DemoSearch(DemoOptions options, RecognizerModel model, EvaluationSet samples)
{
    /// <summary>The preset.</summary>
    public const string Preset = "silago";

    private const uint Seed = 1;

    /// <summary>A slow machine goes on with what was found until then.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(45);

    /// <summary>Searches.</summary>
    /// <param name="archivePath">Archive file to make.</param>
    /// <param name="progress">Told after every evaluation.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EdgeException">No plan keeps the limits (exit code 1).</exception>
    public async Task<SearchReport> RunAsync(string archivePath, Action<SearchProgress> progress, CancellationToken cancellation)
    {
        using SearchArchive archive = SearchArchive.Open(archivePath);
        SearchRun run = archive.CreateRun(Settings(), TimeProvider.System.GetUtcNow());
        SearchSubject subject = new(model.Topology, model.Hash, samples.Hash(), new EngineErrorEvaluator(model, samples));
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            await new SearchRunner(archive, subject, new ParallelEvaluator(subject.Evaluator, Environment.ProcessorCount), TimeProvider.System, progress)
                .RunAsync(run, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The archive holds every finished evaluation.
        }

        SearchReport report = SearchReport.Of(archive, run.Id);
        return report.Front.Count > 0
            ? report
            : throw new EdgeException(
                ExitCode.CheckFailed, $"none of {report.Evaluations} plans keeps the limits of error and size", options.ModelPath, "try another model");
    }

    private SearchSettings Settings()
    {
        PlatformDescription platform = PlatformCatalog.Open(SearchPresets.PlatformOf(Preset));
        return new SearchSettings(
            Preset,
            new SearchSources(options.ModelPath, [options.SamplesPath]),
            model.Hash,
            samples.Hash(),
            model.Topology,
            platform,
            SearchPresets.ObjectivesOf(Preset),
            new SearchLimits(MaxSizeMiB: SearchPresets.SramLimitMiB(Preset, platform, Workload.Of("model", model.Topology))),
            DeltaGenes: false,
            SearchStrategy.Nsga2,
            Seed,
            options.Evaluations);
    }
}
