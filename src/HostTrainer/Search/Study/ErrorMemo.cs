using System.Data.Common;
using System.Globalization;

using Edge.Runtime.Model;

using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;

namespace HostTrainer.Search.Study;

/// <summary>
/// Keeps what an evaluator measured in a file, so that many searches on the same model and speech measure a plan once. Thread-safe.
/// </summary>
public sealed class ErrorMemo : IErrorEvaluator, IDisposable
{
    private const int SchemaVersion = 1;
    private const string Schema =
        "CREATE TABLE memo (subject TEXT NOT NULL, plan TEXT NOT NULL, errors TEXT NOT NULL, updated TEXT NOT NULL, PRIMARY KEY (subject, plan)) STRICT, WITHOUT ROWID";

    private readonly IErrorEvaluator _inner;
    private readonly string _subject;
    private readonly ArchiveConnection _file;
    private readonly Lock _lock = new();
    private int _measured;

    /// <summary>Opens a file, making it when there is none.</summary>
    /// <param name="inner">Measures what the file does not hold.</param>
    /// <param name="subject">Names everything but the plan that decides the errors: model, speech, subsets.</param>
    /// <param name="path">SQLite file.</param>
    public ErrorMemo(IErrorEvaluator inner, string subject, string path)
    {
        (_inner, _subject) = (inner, subject);
        _file = SqliteArchiveConnection.Open(path, SchemaVersion, Schema);
    }

    /// <summary>Plans that were measured and not found.</summary>
    public int Measured => _measured;

    /// <inheritdoc/>
    public ErrorMeasurement Measure(PrecisionPlan plan, double? enough, CancellationToken cancellation)
    {
        string key = string.Join(' ', plan.Layers.Select(l => $"{l.WeightBits}.{l.ActivationBits}.{l.DeltaThreshold}")) + (plan.PerMatrixScale ? " m" : string.Empty);
        if (Find(key) is { } known)
        {
            return known;
        }

        ErrorMeasurement measured = _inner.Measure(plan, null, cancellation).Checked();
        Interlocked.Increment(ref _measured);
        _file.Guard(_lock, () =>
        {
            _file.Execute(
                "INSERT OR IGNORE INTO memo VALUES ($subject, $plan, $errors, $updated)",
                ("$subject", _subject), ("$plan", key), ("$errors", Text(measured.SubsetErrors)), ("$updated", Text(measured.UpdatedFractions)));
            return true;
        });
        return measured;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static string Text(IEnumerable<double> values) => string.Join(' ', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));

    private static double[] Numbers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => double.Parse(t, CultureInfo.InvariantCulture))];

    private ErrorMeasurement? Find(string key) => _file.Guard(_lock, () =>
    {
        using DbCommand select = _file.Command("SELECT errors, updated FROM memo WHERE subject = $subject AND plan = $plan", ("$subject", _subject), ("$plan", key));
        using DbDataReader row = select.ExecuteReader();
        return row.Read() ? new ErrorMeasurement(Numbers(row.GetString(0)), Numbers(row.GetString(1))) : null;
    });
}
