using Edge.Runtime.Cells;
using Edge.Runtime.Model;

namespace HostTrainer.Evaluation;

/// <summary>The integer engine at one plan. A streaming model gets its output delay as silence, as on the device; blocks of frames give the same bits.</summary>
internal sealed class EngineScorer(QuantizedNetwork network) : IUtteranceScorer
{
    private readonly NetworkTopology _topology = network.Model.Topology;
    private readonly UtteranceNetwork _engine = new(network);

    /// <summary>Updated and offered inputs of every matrix since the scorer was made.</summary>
    public IEnumerable<(long Updated, long Offered)> Updates => Enumerable.Range(0, _topology.MatrixCount).Select(_engine.UpdatesOf);

    public int[] LogPosteriors(short[] features)
    {
        if (_topology.Bidirectional)
        {
            return _engine.Run(features);
        }

        short[] delayed = new short[features.Length + (_topology.OutputDelay * _topology.InputSize)];
        features.CopyTo(delayed, 0);
        return _engine.Run(delayed);
    }
}
