using System.Globalization;
using System.Text;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Evaluation;

using Microsoft.Data.Sqlite;

namespace HostTrainer.Search.Archive;

/// <summary>
/// Searches in one SQLite file. Every evaluation is its own transaction, so a process killed at any instant loses only
/// evaluations that were not finished; a power failure may also lose the last finished ones. Safe to use from several threads.
/// </summary>
public sealed class SearchArchive : IDisposable
{
    private const int SchemaVersion = 2;
    private readonly Lock _lock = new();
    private readonly ArchiveConnection _connection;
    private readonly EvaluationRows _evaluations;

    private SearchArchive(ArchiveConnection connection)
    {
        _connection = connection;
        _evaluations = new EvaluationRows(connection);
    }

    /// <summary>Opens an archive, making it when there is none.</summary>
    /// <param name="path">Path of the SQLite file.</param>
    /// <param name="mustExist">Refuses to make a new file.</param>
    /// <exception cref="EdgeException">The file is no archive, cannot be opened, or has a newer schema.</exception>
    public static SearchArchive Open(string path, bool mustExist = false)
    {
        if (mustExist && !File.Exists(path))
        {
            throw EdgeException.BadInput("no such archive", path, "start a search with 'mohaq search start', or give --archive");
        }

        return new SearchArchive(ArchiveConnection.Open(path, SchemaVersion, Encoding.UTF8.GetString(DataFile.ReadResource(typeof(SearchArchive).Assembly, "sql/search-archive.sql"))));
    }

    /// <summary>Adds a run.</summary>
    /// <param name="settings">What decides its course.</param>
    /// <param name="created">The present time.</param>
    public SearchRun CreateRun(SearchSettings settings, DateTimeOffset created) => _connection.Guard(_lock, () =>
    {
        using SqliteCommand insert = _connection.Command(
            "INSERT INTO runs (created, settings, evaluations) VALUES ($created, $settings, $evaluations) RETURNING run",
            ("$created", created.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            ("$settings", JsonSerializer.Serialize(settings, SearchJson.Default.SearchSettings)),
            ("$evaluations", settings.Evaluations));
        return new SearchRun((long)insert.ExecuteScalar()!, settings, [], 0);
    });

    /// <summary>A run.</summary>
    /// <param name="id">Its number; null for the newest.</param>
    /// <exception cref="EdgeException">No such run.</exception>
    public SearchRun FindRun(long? id) => _connection.Guard(_lock, () =>
    {
        using SqliteCommand select = _connection.Command(
            "SELECT run, settings, evaluations, seconds FROM runs WHERE run = $run OR $run IS NULL ORDER BY run DESC LIMIT 1", ("$run", id));
        using SqliteDataReader row = select.ExecuteReader();
        if (!row.Read())
        {
            throw EdgeException.BadInput(id is null ? "the archive holds no run" : $"the archive holds no run {id}", _connection.Path, "start one with 'mohaq search start'");
        }

        SearchSettings settings = DataFile.Deserialize(
            Encoding.UTF8.GetBytes(row.GetString(1)), SearchJson.Default.SearchSettings, "search settings", _connection.Path);
        long run = row.GetInt64(0);
        return new SearchRun(run, settings with { Evaluations = row.GetInt32(2) }, BaselineErrors(run), row.GetDouble(3));
    });

    /// <summary>Keeps the errors of 16 bits everywhere.</summary>
    public SearchRun SetBaseline(SearchRun run, IReadOnlyList<double> subsetErrors, double seconds) => _connection.Guard(_lock, () =>
    {
        using SqliteTransaction transaction = _connection.Begin();
        for (int i = 0; i < subsetErrors.Count; i++)
        {
            _connection.Execute("INSERT INTO baseline_errors VALUES ($run, $subset, $error)", ("$run", run.Id), ("$subset", i), ("$error", subsetErrors[i]));
        }

        AddSeconds(run.Id, seconds);
        transaction.Commit();
        return run with { BaselineErrors = subsetErrors };
    });

    /// <summary>Changes the budget of a run.</summary>
    public SearchRun SetBudget(SearchRun run, int evaluations) => _connection.Guard(_lock, () =>
    {
        _connection.Execute("UPDATE runs SET evaluations = $evaluations WHERE run = $run", ("$run", run.Id), ("$evaluations", evaluations));
        return run with { Settings = run.Settings with { Evaluations = evaluations } };
    });

    /// <summary>Keeps one evaluation: a process killed later does not lose it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="evaluation">The evaluation; its place must be free.</param>
    /// <param name="seconds">Time to add to the run's.</param>
    public void Add(SearchRun run, SearchEvaluation evaluation, double seconds) => _connection.Guard(_lock, () =>
    {
        using SqliteTransaction transaction = _connection.Begin();
        _evaluations.Add(run.Id, evaluation);
        AddSeconds(run.Id, seconds);
        transaction.Commit();
        return true;
    });

    /// <summary>Keeps the base errors of an evaluation that is not finished.</summary>
    /// <param name="run">The run.</param>
    /// <param name="sequence">The evaluation's place in the search.</param>
    /// <param name="subsetErrors">Errors in percent.</param>
    /// <param name="seconds">Time to add to the run's.</param>
    public void AddBase(SearchRun run, int sequence, IReadOnlyList<double> subsetErrors, double seconds) => _connection.Guard(_lock, () =>
    {
        using SqliteTransaction transaction = _connection.Begin();
        _evaluations.AddBase(run.Id, sequence, subsetErrors);
        AddSeconds(run.Id, seconds);
        transaction.Commit();
        return true;
    });

    /// <summary>Every finished evaluation of a run, in the order of the search.</summary>
    public IReadOnlyList<ArchivedEvaluation> Evaluations(SearchRun run) => _connection.Guard(_lock, () => _evaluations.Read(run.Id));

    /// <summary>Base errors by sequence, those of unfinished evaluations included.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<double>> BaseErrors(SearchRun run) => _connection.Guard(_lock, () => _evaluations.ReadBase(run.Id));

    /// <summary>Keeps a retrained model; one of the same name is replaced.</summary>
    public void AddBeacon(SearchRun run, ArchivedBeacon beacon) => _connection.Guard(_lock, () =>
    {
        _connection.Execute(
            "INSERT OR REPLACE INTO beacons VALUES ($run, $beacon, $sequence, $genome, $file, $hash)",
            ("$run", run.Id), ("$beacon", beacon.Id), ("$sequence", beacon.Sequence), ("$genome", beacon.Genome), ("$file", beacon.File), ("$hash", beacon.ModelHash));
        return true;
    });

    /// <summary>The retrained models of a run, in the order they were decided on.</summary>
    public IReadOnlyList<ArchivedBeacon> Beacons(SearchRun run) => _connection.Guard(_lock, () =>
    {
        using SqliteCommand select = _connection.Command(
            "SELECT beacon, sequence, genome, file, model_hash FROM beacons WHERE run = $run ORDER BY sequence", ("$run", run.Id));
        using SqliteDataReader row = select.ExecuteReader();
        List<ArchivedBeacon> beacons = [];
        while (row.Read())
        {
            beacons.Add(new ArchivedBeacon(row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4)));
        }

        return (IReadOnlyList<ArchivedBeacon>)beacons;
    });

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private double[] BaselineErrors(long run)
    {
        using SqliteCommand select = _connection.Command("SELECT error FROM baseline_errors WHERE run = $run ORDER BY subset", ("$run", run));
        using SqliteDataReader row = select.ExecuteReader();
        List<double> errors = [];
        while (row.Read())
        {
            errors.Add(row.GetDouble(0));
        }

        return [.. errors];
    }

    private void AddSeconds(long run, double seconds) =>
        _connection.Execute("UPDATE runs SET seconds = seconds + $seconds WHERE run = $run", ("$run", run), ("$seconds", seconds));
}
