using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;

namespace HostTrainer.Workers;

/// <summary>
/// The genomes of one generation that still need a measurement. A genome is finished once: a second answer to it, as brokers may deliver,
/// finds nothing. Not thread-safe.
/// </summary>
internal sealed class GenerationJobs
{
    private readonly Dictionary<int, PendingEvaluation> _unfinished;
    private readonly HashSet<int> _published = [];
    private readonly Dictionary<int, Measurement> _measured;

    /// <summary>The jobs of a generation.</summary>
    /// <param name="generation">Its genomes; archived ones are finished.</param>
    public GenerationJobs(IReadOnlyList<PendingEvaluation> generation)
    {
        _unfinished = generation.Where(e => e.Archived is null).ToDictionary(e => e.Sequence);
        _measured = generation.Where(e => e.Archived is not null).ToDictionary(e => e.Sequence, e => e.Archived!);
    }

    /// <summary>Genomes without a measurement.</summary>
    public int Unfinished => _unfinished.Count;

    /// <summary>The next genome to publish, in the order of the search; null when there is none or enough are published.</summary>
    /// <param name="limit">Published genomes that may wait for their answers.</param>
    public PendingEvaluation? Next(int limit) =>
        _published.Count < limit ? _unfinished.Values.Where(e => !_published.Contains(e.Sequence)).MinBy(e => e.Sequence) : null;

    /// <summary>The broker has the job: it is not published again.</summary>
    public void Published(PendingEvaluation evaluation) => _published.Add(evaluation.Sequence);

    /// <summary>The broker may have lost the jobs: all unfinished ones are to be published again.</summary>
    public void PublishAgain() => _published.Clear();

    /// <summary>The unfinished genome that an answer is about; null when it is another one, or finished.</summary>
    public PendingEvaluation? Find(int sequence, string genome) =>
        _unfinished.TryGetValue(sequence, out PendingEvaluation? found) && GenomeText.Format(found.Genome) == genome ? found : null;

    /// <summary>A genome has its measurement.</summary>
    public void Finish(PendingEvaluation evaluation, Measurement measurement)
    {
        _unfinished.Remove(evaluation.Sequence);
        _published.Remove(evaluation.Sequence);
        _measured.Add(evaluation.Sequence, measurement);
    }

    /// <summary>The measurement of a finished genome.</summary>
    public Measurement Of(PendingEvaluation evaluation) => _measured[evaluation.Sequence];
}
