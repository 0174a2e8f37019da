using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using Edge.Runtime.Errors;

namespace HostTrainer.Workers;

/// <summary>Jobs and answers as UTF-8 JSON; what is read is checked before it is used.</summary>
public static class WorkerMessages
{
    /// <summary>The largest message that is read, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    private const int MaxCorpora = 64;
    private const int MaxSubsets = 10_000;
    private const int MaxValues = 10_000;
    private const string Remedy = "let all machines run the same version, and nothing else publish here";

    /// <summary>A job as JSON.</summary>
    public static byte[] Write(EvaluationJob job) => JsonSerializer.SerializeToUtf8Bytes(job, WorkerJson.Default.EvaluationJob);

    /// <summary>An answer as JSON.</summary>
    public static byte[] Write(EvaluationAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, WorkerJson.Default.EvaluationAnswer);

    /// <summary>Reads a job.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="where">Queue, for errors.</param>
    /// <exception cref="EdgeException">Not a job of a known schema, or a value is out of its range.</exception>
    public static EvaluationJob ReadJob(ReadOnlySpan<byte> json, string where)
    {
        EvaluationJob job = Read(json, WorkerJson.Default.EvaluationJob, j => j.Schema, EvaluationJob.CurrentSchema, "job", where);
        bool good = IsId(job.Run) && IsId(job.Session) && job.Sequence >= 0 && IsHash(job.ModelHash) && IsHash(job.CorpusHash)
            && job.Corpora.Count is > 0 and <= MaxCorpora && job.Corpora.All(c => !string.IsNullOrWhiteSpace(c))
            && job.MaxUtterances is null or >= 1 && job.Subsets is >= 1 and <= MaxSubsets && job.Plan.ValueKind == JsonValueKind.Object;
        return good ? job : throw EdgeException.BadInput("a value of the job is out of its range", where, Remedy);
    }

    /// <summary>Reads an answer.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="where">Queue, for errors.</param>
    /// <exception cref="EdgeException">Not an answer of a known schema, or a value is out of its range.</exception>
    public static EvaluationAnswer ReadAnswer(ReadOnlySpan<byte> json, string where)
    {
        EvaluationAnswer answer = Read(json, WorkerJson.Default.EvaluationAnswer, a => a.Schema, EvaluationAnswer.CurrentSchema, "answer", where);
        bool measured = answer.SubsetErrors.Count is > 0 and <= MaxValues && answer.SubsetErrors.All(e => double.IsFinite(e) && e >= 0)
            && answer.UpdatedFractions.Count <= MaxValues && answer.UpdatedFractions.All(f => f is >= 0 and <= 1);
        bool good = IsId(answer.Run) && IsId(answer.Session) && answer.Sequence >= 0 && (measured != answer.Refusal is not null);
        return good ? answer : throw EdgeException.BadInput("a value of the answer is out of its range", where, Remedy);
    }

    private static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type, Func<T, int> schema, int known, string kind, string where)
        where T : class
    {
        if (json.Length > MaxBytes)
        {
            throw EdgeException.BadInput($"{json.Length} bytes are too many for a {kind} (limit {MaxBytes})", where, Remedy);
        }

        try
        {
            T message = JsonSerializer.Deserialize(json, type) ?? throw EdgeException.BadInput($"the {kind} is null", where, Remedy);
            return schema(message) == known
                ? message
                : throw EdgeException.BadInput($"{kind} schema {schema(message)} is not known (this build reads {known})", where, Remedy);
        }
        catch (JsonException e)
        {
            throw EdgeException.BadInput($"not a {kind} (line {e.LineNumber + 1}, byte {e.BytePositionInLine})", where, Remedy, e);
        }
    }

    private static bool IsId(string text) => text.Length == RunKey.Digits && text.All(char.IsAsciiHexDigitLower);

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
