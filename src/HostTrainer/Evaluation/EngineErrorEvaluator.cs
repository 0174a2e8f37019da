using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Runtime.Scoring;

using HostTrainer.Search.Evaluation;

namespace HostTrainer.Evaluation;

/// <summary>
/// The search's error: the integer engine at the candidate's plan, on speaker-disjoint subsets of a corpus. Thread-safe; also a single measurement uses several
/// cores.
/// </summary>
public sealed class EngineErrorEvaluator : IErrorEvaluator
{
    private const long BytesPerMib = 1 << 20;

    private readonly RecognizerModel _model;
    private readonly IReadOnlyList<EvaluationSet> _subsets;
    private readonly short[][][] _features;
    private readonly IReadOnlyList<string>[][] _references;
    private readonly int[] _first;
    private readonly bool _stopEarly;
    private readonly int _threads;
    private readonly PackedMatrixCache _matrices;
    private readonly PrefixCache _prefixes;

    /// <summary>An evaluator over the subsets of a corpus.</summary>
    /// <param name="model">The model.</param>
    /// <param name="corpus">Speech with this model's features.</param>
    /// <param name="subsets">Speaker-disjoint subsets, at least 1.</param>
    /// <param name="stopEarly">Leaves the other subsets out when the first one is above the limit already.</param>
    /// <param name="threads">Utterances at a time within one measurement; 0 for one per core.</param>
    /// <param name="cacheBytes">Memory for layer outputs that plans share; 0 for none. Does not change any result.</param>
    /// <exception cref="EdgeException">A label, or a phone of the model, is not known.</exception>
    public EngineErrorEvaluator(
        RecognizerModel model,
        EvaluationSet corpus,
        int subsets = SearchSources.DefaultSubsets,
        bool stopEarly = false,
        int threads = 0,
        long cacheBytes = SearchSources.DefaultCacheMib * BytesPerMib)
    {
        _model = model;
        _subsets = corpus.SplitBySpeaker(subsets);
        _features = [.. _subsets.Select(s => s.Utterances.Select(u => Delayed(model.Topology, u.Features)).ToArray())];
        _references = [.. _subsets.Select(s => s.Utterances.Select(u => ScoringSequence.Fold(u.Reference, countSilence: false, u.LabelPath)).ToArray())];
        ScoringSequence.Fold(model.Decoder.Phones, countSilence: false, "phones of the model");
        _first = [.. _subsets.Select((_, i) => _subsets.Take(i).Sum(s => s.Utterances.Count))];
        _stopEarly = stopEarly;
        _threads = threads > 0 ? threads : Environment.ProcessorCount;
        _matrices = new PackedMatrixCache(model);
        _prefixes = new PrefixCache(cacheBytes);
    }

    /// <summary>Opens a model and its speech for a search.</summary>
    /// <exception cref="EdgeException">The model or the corpus cannot be used.</exception>
    public static SearchSubject Open(SearchSources sources) => Open(sources, threads: 0);

    /// <summary>Opens a model and its speech for a search.</summary>
    /// <param name="sources">Where they are.</param>
    /// <param name="threads">Utterances at a time within one measurement; 0 for one per core.</param>
    /// <exception cref="EdgeException">The model or the corpus cannot be used.</exception>
    internal static SearchSubject Open(SearchSources sources, int threads)
    {
        RecognizerModel model = ModelFile.Load(sources.ModelPath);
        EvaluationSet corpus = EvaluationSet.Load(sources.CorpusPaths, model, sources.MaxUtterances);
        EngineErrorEvaluator evaluator = new(model, corpus, sources.Subsets, sources.StopEarly, threads, sources.CacheMib * BytesPerMib);
        return new SearchSubject(model.Topology, model.Hash, corpus.Hash(), evaluator);
    }

    /// <inheritdoc/>
    public ErrorMeasurement Measure(PrecisionPlan plan, double? enough, CancellationToken cancellation)
    {
        QuantizedNetwork network = new(_model, plan, cache: _matrices);
        IReadOnlyList<string> prefixes = PlanScorer.Prefixes(_model.Topology, plan);
        List<double> errors = [];
        long[] updated = new long[network.Layers.Count];
        long[] offered = new long[network.Layers.Count];
        for (int subset = 0; subset < _subsets.Count; subset++)
        {
            errors.Add(100 * Run(network, prefixes, subset, updated, offered, cancellation).Rate);
            if (_stopEarly && subset == 0 && errors[0] > enough)
            {
                break;
            }
        }

        bool dense = plan.Layers.All(l => l.DeltaThreshold is null);
        return new ErrorMeasurement(errors, dense ? [] : [.. updated.Select((u, i) => (double)u / Math.Max(1, offered[i]))]);
    }

    /// <summary>A streaming model gets its output delay as silence, as on the device.</summary>
    private static short[] Delayed(NetworkTopology topology, short[] features)
    {
        short[] delayed = new short[features.Length + (topology.Bidirectional ? 0 : topology.OutputDelay * topology.InputSize)];
        features.CopyTo(delayed, 0);
        return delayed;
    }

    private ErrorCounts Run(
        QuantizedNetwork network, IReadOnlyList<string> prefixes, int subset, long[] updated, long[] offered, CancellationToken cancellation)
    {
        short[][] features = _features[subset];
        ErrorCounts[] counts = new ErrorCounts[features.Length];
        ParallelOptions options = new() { MaxDegreeOfParallelism = _threads, CancellationToken = cancellation };
        Parallel.For(0, features.Length, options, () => new PlanScorer(network, prefixes, _prefixes), (i, _, scorer) =>
        {
            (IReadOnlyList<string> phones, IReadOnlyList<long> transmitted) = scorer.Recognise(_first[subset] + i, features[i]);
            counts[i] = ErrorCounts.Of(PhoneAligner.Align(_references[subset][i], ScoringSequence.Fold(phones, countSilence: false, "recognised phone")));
            int frames = features[i].Length / _model.Topology.InputSize;
            for (int layer = 0; layer < updated.Length; layer++)
            {
                Interlocked.Add(ref updated[layer], transmitted[layer]);
                Interlocked.Add(ref offered[layer], (long)frames * network.Layers[layer].Inputs);
            }

            return scorer;
        }, _ => { });
        return counts.Aggregate(default(ErrorCounts), (sum, c) => sum + c);
    }
}
