using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using Edge.Runtime.Errors;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;

namespace HostTrainer.Choosing;

/// <summary>
/// Errors measured for explanations, kept in a file beside the archive: the archive itself holds nothing but what follows from its seed.
/// Every result is its own transaction, so an interrupted measurement goes on where it stopped.
/// </summary>
public sealed class MeasuredSteps : IDisposable
{
    private const int SchemaVersion = 2;
    private readonly Lock _lock = new();
    private readonly ArchiveConnection _connection;
    private readonly GenomeLayout _layout;
    private readonly string _subject;

    private MeasuredSteps(ArchiveConnection connection, SearchRun run)
    {
        _connection = connection;
        _layout = SearchProblem.LayoutOf(run.Settings);
        _subject = SubjectOf(run.Settings);
    }

    /// <summary>The file beside an archive.</summary>
    public static string PathBeside(string archivePath) => archivePath + ".steps";

    /// <summary>Opens the file beside an archive, making it when there is none.</summary>
    /// <param name="archivePath">Path of the archive.</param>
    /// <param name="run">The run; results count for runs with the same model, speech and subsets.</param>
    /// <exception cref="EdgeException">The file is not such a file, or cannot be opened.</exception>
    public static MeasuredSteps Open(string archivePath, SearchRun run)
    {
        string schema = Encoding.UTF8.GetString(DataFile.ReadResource(typeof(MeasuredSteps).Assembly, "sql/measured-steps.sql"));
        return new MeasuredSteps(SqliteArchiveConnection.Open(PathBeside(archivePath), SchemaVersion, schema), run);
    }

    /// <summary>Every result for the run.</summary>
    /// <exception cref="EdgeException">The file is damaged.</exception>
    public IReadOnlyList<MeasuredPlan> Read() => _connection.Guard(_lock, () =>
    {
        List<MeasuredPlan> plans = [];
        ILookup<string, double> fractions = Fractions();
        using DbCommand select = _connection.Command(
            "SELECT genome, error FROM measured_steps WHERE subject = @subject ORDER BY genome", ("@subject", _subject));
        using DbDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            string genome = row.GetString(0);
            plans.Add(new MeasuredPlan(GenomeText.Parse(genome, _layout, _connection.Where), row.GetDouble(1), [.. fractions[genome]]));
        }

        return plans;
    });

    /// <summary>Keeps a result. May be called from several threads.</summary>
    public void Add(MeasuredPlan plan) => _connection.Guard(_lock, () =>
    {
        string genome = GenomeText.Format(plan.Genome);
        using DbTransaction transaction = _connection.Begin();
        _connection.Execute(
            "INSERT OR REPLACE INTO measured_steps VALUES (@subject, @genome, @error)",
            ("@subject", _subject), ("@genome", genome), ("@error", plan.Error));
        for (int layer = 0; layer < plan.UpdatedFractions.Count; layer++)
        {
            _connection.Execute(
                "INSERT OR REPLACE INTO measured_step_fractions VALUES (@subject, @genome, @layer, @fraction)",
                ("@subject", _subject), ("@genome", genome), ("@layer", layer), ("@fraction", plan.UpdatedFractions[layer]));
        }

        transaction.Commit();
        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private ILookup<string, double> Fractions()
    {
        List<(string Genome, double Fraction)> rows = [];
        using DbCommand select = _connection.Command(
            "SELECT genome, fraction FROM measured_step_fractions WHERE subject = @subject ORDER BY genome, layer", ("@subject", _subject));
        using DbDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            rows.Add((row.GetString(0), row.GetDouble(1)));
        }

        return rows.ToLookup(r => r.Genome, r => r.Fraction);
    }

    /// <summary>What an error depends on besides the plan.</summary>
    private static string SubjectOf(SearchSettings settings) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{settings.ModelHash} {settings.CorpusHash} {settings.Sources.Subsets} {settings.DeltaGenes}"))));
}
