using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

namespace Edge.Runtime.Cells;

/// <summary>
/// An SRU network over whole utterances, in one or both directions: the papers' topology. Layer after layer, so that the
/// backward direction of a layer has seen the end of the utterance, and block by block inside a layer. A unidirectional network gives the bits of
/// <see cref="StreamingSru"/>. Not thread-safe.
/// </summary>
public sealed class UtteranceSru
{
    private readonly QuantizedNetwork _network;
    private readonly NetworkBlocks _blocks;
    private short[] _products = [];

    /// <summary>An evaluator of whole utterances.</summary>
    public UtteranceSru(QuantizedNetwork network)
    {
        _network = network;
        _blocks = new NetworkBlocks(network);
    }

    /// <summary>One product per matrix in data-path order, for their update counters.</summary>
    public IReadOnlyList<BlockProduct> Products => _blocks.Products;

    /// <summary>Computes an utterance.</summary>
    /// <param name="features">[frame x input].</param>
    /// <returns>[frame x output] log posteriors.</returns>
    public int[] Run(ReadOnlySpan<short> features)
    {
        NetworkTopology topology = _network.Model.Topology;
        int frames = features.Length / topology.InputSize;
        ReadOnlySpan<short> input = features;
        for (int layer = 0; layer < topology.Layers; layer++)
        {
            input = RunLayer(layer, input, frames);
        }

        return Classify(input, frames);
    }

    /// <summary>Computes FC and softmax, the last part of <see cref="Run"/>.</summary>
    /// <param name="input">[frame x unit]: the output of the last recurrent layer over the whole utterance.</param>
    /// <param name="frames">Frames of the utterance.</param>
    /// <returns>[frame x output] log posteriors.</returns>
    public int[] Classify(ReadOnlySpan<short> input, int frames)
    {
        _blocks.Products[^1].Reset();
        int[] logPosteriors = new int[frames * _network.Model.Topology.Outputs];
        if (frames > 0)
        {
            _blocks.Classify(input, frames, logPosteriors);
        }

        return logPosteriors;
    }

    /// <summary>
    /// Computes one recurrent layer with the projection in front of it. What it returns depends on the precisions of the matrices up to its own and on nothing
    /// else, so plans that begin alike may share it.
    /// </summary>
    /// <param name="layer">Recurrent layer, from 0.</param>
    /// <param name="input">[frame x unit]: features, or the output of the layer below over the whole utterance.</param>
    /// <param name="frames">Frames of the utterance.</param>
    /// <returns>[frame x unit].</returns>
    public short[] RunLayer(int layer, ReadOnlySpan<short> input, int frames)
    {
        NetworkTopology topology = _network.Model.Topology;
        int index = QuantizedNetwork.RecurrentIndex(layer);
        _blocks.Products[Math.Max(0, index - 1)].Reset();
        _blocks.Products[index].Reset();
        int width = layer == 0 ? topology.InputSize : topology.LayerOutput;
        int rows = topology.Directions * NetworkTopology.SubMatrices(layer) * topology.Hidden;
        if (_products.Length < frames * rows)
        {
            _products = new short[frames * rows];
        }

        Span<short> products = _products.AsSpan(0, frames * rows);
        if (frames > 0)
        {
            _blocks.Multiply(layer, input[..(frames * width)], frames, products);
        }

        short[] outputs = new short[frames * topology.LayerOutput];
        short[] state = new short[topology.Hidden];
        int directionRows = rows / topology.Directions;
        for (int direction = 0; direction < topology.Directions; direction++)
        {
            int offset = direction * topology.Hidden;
            Array.Clear(state);
            for (int step = 0; step < frames; step++)
            {
                int t = direction == 0 ? step : frames - 1 - step;
                int at = (t * topology.LayerOutput) + offset;
                ReadOnlySpan<short> below = layer == 0 ? [] : input.Slice(at, topology.Hidden);
                SruCell.Step(
                    products.Slice((t * rows) + (direction * directionRows), directionRows),
                    below,
                    _network.Gates[layer],
                    offset,
                    state,
                    outputs.AsSpan(at, topology.Hidden));
            }
        }

        return outputs;
    }
}
