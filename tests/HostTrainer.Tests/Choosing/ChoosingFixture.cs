using HostTrainer.Choosing;
using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Tests.Search;

namespace HostTrainer.Tests.Choosing;

/// <summary>A finished search on a test function, in an archive file.</summary>
public sealed class ChoosingFixture : IDisposable
{
    private readonly SearchFixture _files = new();

    public string Path(string name) => _files.Path(name);

    /// <summary>Searches and returns the archive's path.</summary>
    public async Task<string> SearchedAsync(string preset, int evaluations, string name = "a.sqlite")
    {
        string path = Path(name);
        using SearchArchive archive = SearchArchive.Open(path);
        SearchRun run = archive.CreateRun(SearchFixture.Settings(preset, evaluations), DateTimeOffset.UnixEpoch);
        await SearchFixture.RunAsync(archive, run, new AnalyticEvaluator(), threads: 2);
        return path;
    }

    /// <summary>The front of a search, and every evaluation.</summary>
    public async Task<(SearchFront Front, IReadOnlyList<ArchivedEvaluation> Evaluations)> FrontAsync(string preset, int evaluations)
    {
        using SearchArchive archive = SearchArchive.Open(await SearchedAsync(preset, evaluations), mustExist: true);
        SearchFront front = new(SearchReport.Of(archive, null));
        return (front, archive.Evaluations(front.Report.Run));
    }

    public void Dispose() => _files.Dispose();
}
