using Edge.Telemetry.Platforms;

using HostTrainer.Evaluation;
using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Tests.Evaluation;
using HostTrainer.Tests.Training;
using HostTrainer.Workers;

namespace HostTrainer.Tests.Workers;

/// <summary>A search of a small model on made-up speech with the real engine: in this process, or by workers.</summary>
internal sealed class SmallSearch : IDisposable
{
    private static readonly TimeSpan Hung = TimeSpan.FromMinutes(5);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mohaq-workers-");
    private readonly ToyCorpus _corpus = new(trainUtterances: 1, devUtterances: 2);
    private readonly int _evaluations;

    public SmallSearch(int evaluations = 60)
    {
        _evaluations = evaluations;
        Directory.CreateDirectory(ModelDirectory);
        SmallModel.Save(ModelPath);
    }

    public string ModelDirectory => In("models");

    public string ModelPath => Path.Combine(ModelDirectory, "small.safetensors");

    /// <summary>Holds the corpus; a search names the corpus by its whole path.</summary>
    public string CorpusRoot => _corpus.Root;

    public string CorpusPath => _corpus.Dev;

    public string In(string name) => Path.Combine(_folder.FullName, name);

    public SearchSubject Subject() => EngineErrorEvaluator.Open(Sources());

    public SearchSources Sources() => new(ModelPath, [CorpusPath], Subsets: 1);

    /// <summary>Begins a run in an archive.</summary>
    public SearchRun Begin(SearchArchive archive)
    {
        SearchSubject subject = Subject();
        PlatformDescription platform = PlatformCatalog.Open("bitfusion");
        SearchSettings settings = new(
            "custom",
            Sources(),
            subject.ModelHash,
            subject.CorpusHash,
            subject.Topology,
            platform,
            [ObjectiveKind.Error, ObjectiveKind.Size],
            new SearchLimits(ErrorRise: 30),
            DeltaGenes: true,
            SearchStrategy.Nsga2,
            Seed: 1,
            _evaluations);
        return archive.CreateRun(settings, DateTimeOffset.UtcNow);
    }

    /// <summary>What the search finds in this process.</summary>
    public async Task<SearchReport> AloneAsync()
    {
        using SearchArchive archive = SearchArchive.Open(In("alone.sqlite"));
        SearchRun run = Begin(archive);
        SearchSubject subject = Subject();
        await new SearchRunner(archive, subject, new ParallelEvaluator(subject.Evaluator, 2), TimeProvider.System).RunAsync(run, CancellationToken.None);
        return SearchReport.Of(archive, run.Id);
    }

    /// <summary>Runs, or resumes, a run by workers.</summary>
    public async Task<SearchReport> RemoteAsync(
        QueueAddress broker, SearchArchive archive, SearchRun run, Action<SearchProgress>? progress = null, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        using CancellationTokenSource hung = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        hung.CancelAfter(Hung);
        await using RemoteEvaluator remote = new(broker, run, 16, _ => { }, time ?? TimeProvider.System);
        await remote.ConnectAsync(hung.Token);
        await new SearchRunner(archive, Subject(), remote, TimeProvider.System, progress).RunAsync(run, hung.Token);
        await remote.FinishAsync(hung.Token);
        return SearchReport.Of(archive, run.Id);
    }

    public void Dispose()
    {
        _corpus.Dispose();
        _folder.Delete(recursive: true);
    }
}
