using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using Edge.Runtime.Errors;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Archive;

using Microsoft.Data.Sqlite;

namespace HostTrainer.Choosing;

/// <summary>
/// Errors measured for explanations, kept in a file beside the archive: the archive itself holds nothing but what follows from its seed.
/// Every result is its own transaction, so an interrupted measurement goes on where it stopped.
/// </summary>
public sealed class MeasuredSteps : IDisposable
{
    private const int SchemaVersion = 1;
    private readonly Lock _lock = new();
    private readonly ArchiveConnection _connection;
    private readonly string _subject;

    private MeasuredSteps(ArchiveConnection connection, string subject)
    {
        _connection = connection;
        _subject = subject;
    }

    /// <summary>The file beside an archive.</summary>
    public static string PathBeside(string archivePath) => archivePath + ".steps";

    /// <summary>Opens the file beside an archive, making it when there is none.</summary>
    /// <param name="archivePath">Path of the archive.</param>
    /// <param name="run">The run; results count for runs with the same model, corpus and errors at 16 bits.</param>
    /// <exception cref="EdgeException">The file is not such a file, or cannot be opened.</exception>
    public static MeasuredSteps Open(string archivePath, SearchRun run)
    {
        string schema = Encoding.UTF8.GetString(DataFile.ReadResource(typeof(MeasuredSteps).Assembly, "sql/measured-steps.sql"));
        return new MeasuredSteps(ArchiveConnection.Open(PathBeside(archivePath), SchemaVersion, schema), SubjectOf(run));
    }

    /// <summary>Every result for the run.</summary>
    public IReadOnlyList<(string Genome, double Error)> Read() => _connection.Guard(_lock, () =>
    {
        List<(string Genome, double Error)> rows = [];
        using SqliteCommand select = _connection.Command("SELECT genome, error FROM measured_steps WHERE subject = $subject ORDER BY genome", ("$subject", _subject));
        using SqliteDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            rows.Add((row.GetString(0), row.GetDouble(1)));
        }

        return rows;
    });

    /// <summary>Keeps a result.</summary>
    /// <param name="genome">Bits in gene order, separated by blanks.</param>
    /// <param name="error">Error of the worst subset, percent.</param>
    public void Add(string genome, double error) => _connection.Guard(_lock, () =>
    {
        using SqliteCommand insert = _connection.Command(
            "INSERT OR REPLACE INTO measured_steps VALUES ($subject, $genome, $error)", ("$subject", _subject), ("$genome", genome), ("$error", error));
        return insert.ExecuteNonQuery();
    });

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>What an error depends on besides the plan. The errors at 16 bits stand for the content of the corpus and how it was split.</summary>
    private static string SubjectOf(SearchRun run)
    {
        string baseline = string.Join(' ', run.BaselineErrors.Select(e => e.ToString("R", CultureInfo.InvariantCulture)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{run.Settings.ModelHash}\n{run.Settings.CorpusPath}\n{baseline}")));
    }
}
