using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Search.Evaluation;

namespace HostTrainer.Evaluation;

/// <summary>The search's error: the integer engine at the candidate's plan, on speaker-disjoint subsets of a corpus. Thread-safe.</summary>
public sealed class EngineErrorEvaluator : IErrorEvaluator
{
    private readonly RecognizerModel _model;
    private readonly IReadOnlyList<EvaluationSet> _subsets;
    private readonly bool _stopEarly;
    private readonly PackedMatrixCache _cache;

    /// <summary>An evaluator over the subsets of a corpus.</summary>
    /// <param name="model">The model.</param>
    /// <param name="corpus">Speech with this model's features.</param>
    /// <param name="subsets">Speaker-disjoint subsets, at least 1.</param>
    /// <param name="stopEarly">Leaves the other subsets out when the first one is above the limit already.</param>
    public EngineErrorEvaluator(RecognizerModel model, EvaluationSet corpus, int subsets = SearchSources.DefaultSubsets, bool stopEarly = false)
    {
        _model = model;
        _subsets = corpus.SplitBySpeaker(subsets);
        _stopEarly = stopEarly;
        _cache = new PackedMatrixCache(model);
    }

    /// <summary>Opens a model and its speech for a search.</summary>
    /// <exception cref="EdgeException">The model or the corpus cannot be used.</exception>
    public static SearchSubject Open(SearchSources sources)
    {
        RecognizerModel model = ModelFile.Load(sources.ModelPath);
        EvaluationSet corpus = EvaluationSet.Load(sources.CorpusPaths, model, sources.MaxUtterances);
        return new SearchSubject(model.Topology, model.Hash, corpus.Hash(), new EngineErrorEvaluator(model, corpus, sources.Subsets, sources.StopEarly));
    }

    /// <inheritdoc/>
    public ErrorMeasurement Measure(PrecisionPlan plan, double? enough, CancellationToken cancellation)
    {
        List<double> errors = [];
        List<EvaluationResult> results = [];
        foreach (EvaluationSet subset in _subsets)
        {
            results.Add(Evaluator.Run(_model, plan, subset, cache: _cache, cancellation: cancellation));
            errors.Add(100 * results[^1].Report.Total.Rate);
            if (_stopEarly && errors.Count == 1 && errors[0] > enough)
            {
                break;
            }
        }

        return new ErrorMeasurement(errors, []);
    }
}
