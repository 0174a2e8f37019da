using Edge.Runtime.Errors;

using HostTrainer.Search.Evaluation;

namespace HostTrainer.Workers;

/// <summary>Models with their speech as jobs ask for them; the last ones stay in memory. Thread-safe.</summary>
/// <param name="modelDirectory">Where model files are.</param>
/// <param name="corpusRoot">Where corpora are.</param>
/// <param name="load">Opens a model and its speech.</param>
internal sealed class SubjectStore(string modelDirectory, string corpusRoot, SearchSubjectLoader load)
{
    private const int Kept = 2;
    private readonly Lock _lock = new();
    private readonly ModelFinder _models = new(modelDirectory);
    private readonly CorpusFinder _corpora = new(corpusRoot);
    private readonly List<(string Key, SearchSubject Subject)> _subjects = [];

    /// <summary>The model and the speech of a job.</summary>
    /// <exception cref="EdgeException">This machine has another model or other speech.</exception>
    public SearchSubject Find(EvaluationJob job)
    {
        string key = string.Join('\n', [job.ModelHash, job.CorpusHash, $"{job.MaxUtterances} {job.Subsets} {job.StopEarly}", .. job.Corpora]);
        lock (_lock)
        {
            int at = _subjects.FindIndex(s => s.Key == key);
            SearchSubject subject = at >= 0 ? _subjects[at].Subject : Load(job);
            if (at >= 0)
            {
                _subjects.RemoveAt(at);
            }

            _subjects.Insert(0, (key, subject));
            _subjects.RemoveRange(Math.Min(Kept, _subjects.Count), Math.Max(0, _subjects.Count - Kept));
            return subject;
        }
    }

    private SearchSubject Load(EvaluationJob job)
    {
        SearchSources sources = new(_models.Find(job.ModelHash), [.. job.Corpora.Select(_corpora.Find)], job.Subsets, job.StopEarly, job.MaxUtterances);
        SearchSubject subject = load(sources);
        return subject.CorpusHash == job.CorpusHash
            ? subject
            : throw EdgeException.BadInput(
                "other speech than the search's (its hash differs)", string.Join(", ", sources.CorpusPaths), "copy the recordings and labels of the search's machine");
    }
}
