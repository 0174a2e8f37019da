using System.Text.Json;

namespace HostTrainer.Workers;

/// <summary>One measurement that a search asks its workers for.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Run">The search, see <see cref="RunKey"/>.</param>
/// <param name="Session">The process that published the job: 32 hexadecimal digits. What it is told that is no measurement, no later process needs.</param>
/// <param name="Sequence">Place in the search, from 0.</param>
/// <param name="Genome">Values in gene order, separated by blanks.</param>
/// <param name="ModelHash">SHA-256 of the model, 64 lower-case hexadecimal digits.</param>
/// <param name="CorpusHash">SHA-256 over speakers, names, network inputs and labels of the speech, 64 lower-case hexadecimal digits.</param>
/// <param name="Corpora">Directories of the speech as the search's machine names them, 1 to 64.</param>
/// <param name="MaxUtterances">Utterances of every corpus to use, at least 1; null for all.</param>
/// <param name="Subsets">Speaker-disjoint subsets, at least 1.</param>
/// <param name="StopEarly">Whether the other subsets are left out when the first one is above <paramref name="Enough"/>.</param>
/// <param name="Enough">Error in percent above which the plan is of no use; null measures every subset.</param>
/// <param name="Plan">The precision plan, a document of its own.</param>
public sealed record EvaluationJob(
    int Schema,
    string Run,
    string Session,
    int Sequence,
    string Genome,
    string ModelHash,
    string CorpusHash,
    IReadOnlyList<string> Corpora,
    int? MaxUtterances,
    int Subsets,
    bool StopEarly,
    double? Enough,
    JsonElement Plan)
{
    /// <summary>The schema number this code writes and reads.</summary>
    public const int CurrentSchema = 1;
}
