using Edge.Runtime.Cells;
using Edge.Runtime.Decoding;
using Edge.Runtime.Model;

namespace HostTrainer.Evaluation;

/// <summary>
/// Recognises utterances at one plan, beginning at the first layer whose input is not in the cache. The phones are those of the whole network, bit for bit. One per
/// thread.
/// </summary>
/// <param name="network">The model at the plan.</param>
/// <param name="prefixes">Key of the plan's first layers, one per recurrent layer: see <see cref="Prefixes"/>.</param>
/// <param name="cache">Layer outputs shared with other plans of the same model.</param>
internal sealed class PlanScorer(QuantizedNetwork network, IReadOnlyList<string> prefixes, PrefixCache cache)
{
    private readonly NetworkTopology _topology = network.Model.Topology;
    private readonly UtteranceNetwork _engine = new(network);
    private readonly PhoneDecoder _decoder = new(network.Model.Decoder, network.Model.Topology.OutputDelay);

    /// <summary>Keys of a plan: for every recurrent layer the precisions of all matrices up to its own.</summary>
    public static IReadOnlyList<string> Prefixes(NetworkTopology topology, PrecisionPlan plan)
    {
        string scale = plan.PerMatrixScale ? "m" : "r";
        string[] matrices = [.. plan.Layers.Select(l => $"{l.WeightBits}.{l.ActivationBits}.{l.DeltaThreshold}")];
        return [.. Enumerable.Range(0, topology.Layers).Select(layer => scale + string.Join(' ', matrices[..topology.MatricesOf(layer).End]))];
    }

    /// <summary>Recognises one utterance.</summary>
    /// <param name="utterance">Its number, the same for every plan.</param>
    /// <param name="features">Network inputs with the output delay as silence at the end, [frame x input].</param>
    /// <returns>The phones, and the inputs every matrix transmitted, in data-path order.</returns>
    public (IReadOnlyList<string> Phones, IReadOnlyList<long> Updated) Recognise(int utterance, short[] features)
    {
        int frames = features.Length / _topology.InputSize;
        (int start, LayerOutput? below) = FindStart(utterance);
        for (int layer = start; layer < _topology.Layers; layer++)
        {
            below = RunLayer(layer, below, features, frames);
            cache.Add(prefixes[layer], utterance, below);
        }

        long before = _engine.UpdatesOf(_topology.MatrixCount - 1).Updated;
        int[] logPosteriors = _engine.Classify(below!.Units, frames);
        return (Decode(logPosteriors), [.. below.Updated, _engine.UpdatesOf(_topology.MatrixCount - 1).Updated - before]);
    }

    private (int Start, LayerOutput? Below) FindStart(int utterance)
    {
        for (int layer = _topology.Layers - 1; layer >= 0; layer--)
        {
            if (cache.Find(prefixes[layer], utterance) is { } output)
            {
                return (layer + 1, output);
            }
        }

        return (0, null);
    }

    private LayerOutput RunLayer(int layer, LayerOutput? below, short[] features, int frames)
    {
        int[] matrices = Enumerable.Range(0, _topology.MatrixCount).ToArray()[_topology.MatricesOf(layer)];
        long[] before = [.. matrices.Select(m => _engine.UpdatesOf(m).Updated)];
        short[] units = _engine.RunLayer(layer, below is null ? features : below.Units, frames);
        return new LayerOutput(units, [.. below?.Updated ?? [], .. matrices.Select((m, i) => _engine.UpdatesOf(m).Updated - before[i])]);
    }

    private string[] Decode(int[] logPosteriors)
    {
        PhoneListSink sink = new();
        _decoder.Reset();
        for (int at = 0; at < logPosteriors.Length; at += _topology.Outputs)
        {
            _decoder.Accept(logPosteriors.AsSpan(at, _topology.Outputs), sink);
        }

        _decoder.Finish(sink);
        return [.. sink.Phones.Select(p => network.Model.Decoder.Phones[p.Phone])];
    }
}
