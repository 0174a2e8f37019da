using Edge.Runtime.Cells;
using Edge.Runtime.Model;

namespace HostTrainer.Evaluation;

/// <summary>The integer engine at one plan. A streaming model runs as on the device, frame by frame.</summary>
internal sealed class EngineScorer : IUtteranceScorer
{
    private readonly SruTopology _topology;
    private readonly StreamingSru? _streaming;
    private readonly UtteranceSru? _utterance;

    public EngineScorer(QuantizedNetwork network)
    {
        _topology = network.Model.Topology;
        _streaming = _topology.Bidirectional ? null : new StreamingSru(network);
        _utterance = _topology.Bidirectional ? new UtteranceSru(network) : null;
    }

    /// <summary>Updated and offered inputs of every matrix since the scorer was made.</summary>
    public IEnumerable<(long Updated, long Offered)> Updates =>
        (_streaming?.Products ?? _utterance!.Products).Select(p => (p.UpdatedInputs, p.OfferedInputs));

    public int[] LogPosteriors(short[] features)
    {
        if (_utterance is not null)
        {
            return _utterance.Run(features);
        }

        int frames = features.Length / _topology.InputSize;
        int[] result = new int[(frames + _topology.OutputDelay) * _topology.Outputs];
        short[] silence = new short[_topology.InputSize];
        _streaming!.Reset();
        for (int t = 0; t < frames + _topology.OutputDelay; t++)
        {
            ReadOnlySpan<short> input = t < frames ? features.AsSpan(t * _topology.InputSize, _topology.InputSize) : silence;
            _streaming.Step(input, result.AsSpan(t * _topology.Outputs, _topology.Outputs));
        }

        return result;
    }
}
