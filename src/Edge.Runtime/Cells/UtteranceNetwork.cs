using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

namespace Edge.Runtime.Cells;

/// <summary>
/// A network over whole utterances, in one or both directions: the papers' topology. Layer after layer, so that the
/// backward direction of a layer has seen the end of the utterance, and block by block inside a layer. A unidirectional network gives the bits of
/// <see cref="StreamingNetwork"/>. Not thread-safe.
/// </summary>
public sealed class UtteranceNetwork
{
    private readonly QuantizedNetwork _network;
    private readonly NetworkBlocks _blocks;
    private readonly LayerRecurrence[][] _layers;
    private readonly List<MatrixProduct>[] _inside;
    private short[] _products = [];

    /// <summary>An evaluator of whole utterances.</summary>
    public UtteranceNetwork(QuantizedNetwork network)
    {
        _network = network;
        _blocks = new NetworkBlocks(network);
        _inside = [.. network.Layers.Select(_ => new List<MatrixProduct>())];
        NetworkTopology topology = network.Model.Topology;
        _layers = [.. Enumerable.Range(0, topology.Layers).Select(layer => Enumerable.Range(0, topology.Directions)
            .Select(direction => LayerRecurrence.Create(network, layer, direction, 1, index => Inside(index, direction))).ToArray())];
    }

    /// <summary>Inputs of a matrix that were transmitted and that were offered since construction, of both directions together.</summary>
    /// <param name="matrix">Index in data-path order.</param>
    public (long Updated, long Offered) UpdatesOf(int matrix) => _blocks.Products[matrix] is { } product
        ? (product.UpdatedInputs, product.OfferedInputs)
        : (_inside[matrix].Sum(p => p.UpdatedInputs), _inside[matrix].Sum(p => p.OfferedInputs));

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
        _blocks.Products[^1]!.Reset();
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
        Reset(layer);
        int width = layer == 0 ? topology.InputSize : topology.LayerOutput, rows = topology.InputBlocks(layer) * topology.LayerOutput;
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
        for (int direction = 0; direction < topology.Directions; direction++)
        {
            Recur(layer, direction, products, input, outputs);
        }

        return outputs;
    }

    private void Recur(int layer, int direction, ReadOnlySpan<short> products, ReadOnlySpan<short> input, Span<short> outputs)
    {
        NetworkTopology topology = _network.Model.Topology;
        int units = topology.Hidden, rows = topology.InputBlocks(layer) * units, frames = outputs.Length / topology.LayerOutput;
        for (int step = 0; step < frames; step++)
        {
            int t = direction == 0 ? step : frames - 1 - step;
            int at = (t * topology.LayerOutput) + (direction * units);
            _layers[layer][direction].Step(
                [0],
                products.Slice(((t * topology.Directions) + direction) * rows, rows),
                layer == 0 ? [] : input.Slice(at, units),
                outputs.Slice(at, units));
        }
    }

    private void Reset(int layer)
    {
        (int first, int count) = _network.Model.Topology.MatricesOf(layer).GetOffsetAndLength(_network.Layers.Count);
        for (int matrix = first; matrix < first + count; matrix++)
        {
            _blocks.Products[matrix]?.Reset();
            _inside[matrix].ForEach(p => p.Reset());
        }

        foreach (LayerRecurrence direction in _layers[layer])
        {
            direction.Reset(0);
        }
    }

    private StreamProduct Inside(int index, int direction)
    {
        NetworkLayer layer = _network.Layers[index].Of(direction);
        MatrixProduct product = new(layer.Matrix, layer.Precision.ActivationBits, layer.Precision.DeltaThreshold, _network.Kernels);
        _inside[index].Add(product);
        return new StreamProduct(layer, product);
    }
}
