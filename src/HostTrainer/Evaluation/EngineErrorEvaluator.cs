using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Search.Evaluation;

namespace HostTrainer.Evaluation;

/// <summary>The search's error: the integer engine at the candidate's plan, on speaker-disjoint subsets of a corpus. Thread-safe.</summary>
public sealed class EngineErrorEvaluator : IErrorEvaluator
{
    /// <summary>Subsets a corpus is split into; the worst of them counts.</summary>
    public const int SubsetCount = 4;

    private readonly RecognizerModel _model;
    private readonly IReadOnlyList<EvaluationSet> _subsets;
    private readonly PackedMatrixCache _cache;

    /// <summary>An evaluator over the subsets of a corpus.</summary>
    public EngineErrorEvaluator(RecognizerModel model, EvaluationSet corpus)
    {
        _model = model;
        _subsets = corpus.SplitBySpeaker(SubsetCount);
        _cache = new PackedMatrixCache(model);
    }

    /// <summary>Opens a model and a corpus for a search.</summary>
    /// <exception cref="EdgeException">The model or the corpus cannot be used.</exception>
    public static SearchSubject Open(string modelPath, string corpusPath)
    {
        RecognizerModel model = ModelFile.Load(modelPath);
        return new SearchSubject(model.Topology, model.Hash, new EngineErrorEvaluator(model, EvaluationSet.Load(corpusPath, model)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> SubsetErrors(PrecisionPlan plan, CancellationToken cancellation) =>
        [.. _subsets.Select(s => 100 * Evaluator.Run(_model, plan, s, cache: _cache, cancellation: cancellation).Report.Total.Rate)];
}
