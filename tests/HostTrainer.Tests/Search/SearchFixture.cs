using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;

namespace HostTrainer.Tests.Search;

/// <summary>A folder for archives, and a small search.</summary>
public sealed class SearchFixture : IDisposable
{
    public static readonly NetworkTopology Topology = new(120, 256, 128, 4, Bidirectional: false, Outputs: 39, OutputDelay: 4);
    public static readonly string ModelHash = new('a', 64);
    public static readonly string CorpusHash = new('c', 64);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mohaq-search");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public static SearchSubject Subject(IErrorEvaluator evaluator) => new(Topology, ModelHash, CorpusHash, evaluator);

    public static SearchSettings Settings(string preset, int evaluations, uint seed = 1)
    {
        PlatformDescription platform = PlatformCatalog.Open(SearchPresets.PlatformOf(preset));
        Workload workload = Workload.Of("model", Topology);
        return new SearchSettings(
            preset,
            new SearchSources("model.safetensors", ["corpus"]),
            ModelHash,
            CorpusHash,
            Topology,
            platform,
            SearchPresets.ObjectivesOf(preset),
            new SearchLimits(MaxSizeMiB: SearchPresets.SramLimitMiB(preset, platform, workload)),
            DeltaGenes: false,
            SearchStrategy.Nsga2,
            seed,
            evaluations);
    }

    public static Task RunAsync(
        SearchArchive archive, SearchRun run, IErrorEvaluator evaluator, int threads = 1, CancellationToken cancellation = default) =>
        new SearchRunner(archive, Subject(evaluator), new ParallelEvaluator(evaluator, threads), TimeProvider.System).RunAsync(run, cancellation);

    /// <summary>Everything an archive holds except when it was made and how long it took, as text.</summary>
    public static List<string> Content(string path)
    {
        List<string> rows = [];
        using Microsoft.Data.Sqlite.SqliteConnection connection = new($"Data Source={path};Pooling=False;Mode=ReadOnly");
        connection.Open();
        foreach (string query in new[]
        {
            "SELECT run, settings, evaluations FROM runs",
            "SELECT * FROM baseline_errors ORDER BY run, subset",
            "SELECT * FROM evaluations ORDER BY run, sequence",
            "SELECT * FROM subset_errors ORDER BY run, sequence, source, subset",
            "SELECT * FROM updated_fractions ORDER BY run, sequence, layer",
            "SELECT * FROM beacons ORDER BY run, beacon",
        })
        {
            using var command = connection.CreateCommand();
            command.CommandText = query;
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                rows.Add(string.Join('|', Enumerable.Range(0, row.FieldCount).Select(i => Convert.ToString(row.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))));
            }
        }

        return rows;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
