using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Evaluation;

namespace HostTrainer.Search.Archive;

/// <summary>
/// Searches in one SQLite file or one PostgreSQL database. Every evaluation is its own transaction, so a process killed at any instant loses
/// only evaluations that were not finished; with SQLite a power failure may also lose the last finished ones. Safe to use from several threads.
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

    /// <summary>The archive's path or address, without secrets.</summary>
    public string Where => _connection.Where;

    /// <summary>Opens an archive, making it when there is none.</summary>
    /// <param name="where">Path of the SQLite file, or a PostgreSQL database as <c>postgres://user@host/database</c> or <c>Host=...;Database=...</c>.</param>
    /// <param name="mustExist">Refuses to make a new archive.</param>
    /// <exception cref="EdgeException">The file or database is no archive, cannot be opened or reached, or has another schema.</exception>
    public static SearchArchive Open(string where, bool mustExist = false) => new(PostgresAddress.TryParse(where) is { } address
        ? PostgresArchiveConnection.Open(address, SchemaVersion, Schema("search-archive.postgres.sql"), mustExist)
        : SqliteArchiveConnection.Open(where, SchemaVersion, Schema("search-archive.sql"), mustExist));

    /// <summary>Adds a run.</summary>
    /// <param name="settings">What decides its course.</param>
    /// <param name="created">The present time.</param>
    public SearchRun CreateRun(SearchSettings settings, DateTimeOffset created) => _connection.Guard(_lock, () =>
    {
        using DbCommand insert = _connection.Command(
            "INSERT INTO runs (created, settings, evaluations) VALUES (@created, @settings, @evaluations) RETURNING run",
            ("@created", created.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            ("@settings", JsonSerializer.Serialize(settings, SearchJson.Default.SearchSettings)),
            ("@evaluations", settings.Evaluations));
        return new SearchRun((long)insert.ExecuteScalar()!, settings, [], 0, created.ToUniversalTime());
    });

    /// <summary>A run.</summary>
    /// <param name="id">Its number; null for the newest.</param>
    /// <exception cref="EdgeException">No such run.</exception>
    public SearchRun FindRun(long? id) => _connection.Guard(_lock, () =>
    {
        SearchRun run = ReadRun(id);
        return run with { BaselineErrors = BaselineErrors(run.Id) };
    });

    /// <summary>Keeps the errors of 16 bits everywhere.</summary>
    public SearchRun SetBaseline(SearchRun run, IReadOnlyList<double> subsetErrors, double seconds) => _connection.Guard(_lock, () =>
    {
        using DbTransaction transaction = _connection.Begin();
        for (int i = 0; i < subsetErrors.Count; i++)
        {
            _connection.Execute("INSERT INTO baseline_errors VALUES (@run, @subset, @error)", ("@run", run.Id), ("@subset", i), ("@error", subsetErrors[i]));
        }

        AddSeconds(run.Id, seconds);
        transaction.Commit();
        return run with { BaselineErrors = subsetErrors };
    });

    /// <summary>Changes the budget of a run.</summary>
    public SearchRun SetBudget(SearchRun run, int evaluations) => _connection.Guard(_lock, () =>
    {
        _connection.Execute("UPDATE runs SET evaluations = @evaluations WHERE run = @run", ("@run", run.Id), ("@evaluations", evaluations));
        return run with { Settings = run.Settings with { Evaluations = evaluations } };
    });

    /// <summary>Keeps one evaluation: a process killed later does not lose it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="evaluation">The evaluation; its place must be free.</param>
    /// <param name="seconds">Time to add to the run's.</param>
    public void Add(SearchRun run, SearchEvaluation evaluation, double seconds) => _connection.Guard(_lock, () =>
    {
        using DbTransaction transaction = _connection.Begin();
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
        using DbTransaction transaction = _connection.Begin();
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
            "INSERT INTO beacons VALUES (@run, @beacon, @sequence, @genome, @file, @hash) ON CONFLICT (run, beacon) DO UPDATE SET "
            + "sequence = excluded.sequence, genome = excluded.genome, file = excluded.file, model_hash = excluded.model_hash",
            ("@run", run.Id), ("@beacon", beacon.Id), ("@sequence", beacon.Sequence), ("@genome", beacon.Genome), ("@file", beacon.File), ("@hash", beacon.ModelHash));
        return true;
    });

    /// <summary>The retrained models of a run, in the order they were decided on.</summary>
    public IReadOnlyList<ArchivedBeacon> Beacons(SearchRun run) => _connection.Guard(_lock, () =>
    {
        using DbCommand select = _connection.Command(
            "SELECT beacon, sequence, genome, file, model_hash FROM beacons WHERE run = @run ORDER BY sequence", ("@run", run.Id));
        using DbDataReader row = select.ExecuteReader();
        List<ArchivedBeacon> beacons = [];
        while (row.Read())
        {
            beacons.Add(new ArchivedBeacon(row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4)));
        }

        return (IReadOnlyList<ArchivedBeacon>)beacons;
    });

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static string Schema(string resource) => Encoding.UTF8.GetString(DataFile.ReadResource(typeof(SearchArchive).Assembly, $"sql/{resource}"));

    private SearchRun ReadRun(long? id)
    {
        using DbCommand select = _connection.Command(
            "SELECT run, settings, evaluations, seconds, created FROM runs WHERE run = @run OR CAST(@run AS BIGINT) IS NULL ORDER BY run DESC LIMIT 1",
            ("@run", id));
        using DbDataReader row = select.ExecuteReader();
        if (!row.Read())
        {
            throw EdgeException.BadInput(id is null ? "the archive holds no run" : $"the archive holds no run {id}", Where, "start one with 'mohaq search start'");
        }

        SearchSettings settings = DataFile.Deserialize(Encoding.UTF8.GetBytes(row.GetString(1)), SearchJson.Default.SearchSettings, "search settings", Where);
        return new SearchRun(
            row.GetInt64(0), settings with { Evaluations = row.GetInt32(2) }, [], row.GetDouble(3), DateTimeOffset.Parse(row.GetString(4), CultureInfo.InvariantCulture));
    }

    private double[] BaselineErrors(long run)
    {
        using DbCommand select = _connection.Command("SELECT error FROM baseline_errors WHERE run = @run ORDER BY subset", ("@run", run));
        using DbDataReader row = select.ExecuteReader();
        List<double> errors = [];
        while (row.Read())
        {
            errors.Add(row.GetDouble(0));
        }

        return [.. errors];
    }

    private void AddSeconds(long run, double seconds) =>
        _connection.Execute("UPDATE runs SET seconds = seconds + @seconds WHERE run = @run", ("@run", run), ("@seconds", seconds));
}
