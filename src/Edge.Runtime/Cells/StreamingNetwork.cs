using Edge.Runtime.Errors;
using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

namespace Edge.Runtime.Cells;

/// <summary>
/// A unidirectional network over one stream, frame by frame. Allocates nothing after construction. Not thread-safe.
/// </summary>
public sealed class StreamingNetwork
{
    private readonly QuantizedNetwork _network;
    private readonly NetworkBuffers _buffers;
    private readonly LayerRecurrence[] _layers;
    private readonly short[][] _outputs;
    private readonly short[] _products;

    /// <summary>A stream at its start.</summary>
    /// <exception cref="EdgeException">The network is bidirectional.</exception>
    public StreamingNetwork(QuantizedNetwork network)
    {
        NetworkTopology topology = network.Model.Topology;
        if (topology.Bidirectional)
        {
            throw EdgeException.BadInput("a bidirectional network cannot stream", "model topology", "use whole utterances, or a unidirectional model");
        }

        _network = network;
        _buffers = new NetworkBuffers(network);
        _layers = [.. Enumerable.Range(0, topology.Layers).Select(layer =>
            LayerRecurrence.Create(network, layer, 0, 1, index => new StreamProduct(network.Layers[index], _buffers.Products[index])))];
        _outputs = [.. Enumerable.Range(0, topology.Layers).Select(_ => new short[topology.Hidden])];
        _products = new short[topology.InputBlocks(0) * topology.Hidden];
    }

    /// <summary>One product per matrix in data-path order, for their update counters.</summary>
    public IReadOnlyList<MatrixProduct> Products => _buffers.Products;

    /// <summary>Output vectors of the recurrent layers for the frame computed last, in the format of the layer's output.</summary>
    public IReadOnlyList<short[]> LayerOutputs => _outputs;

    /// <summary>Goes back to the start of a stream.</summary>
    public void Reset()
    {
        foreach (MatrixProduct product in _buffers.Products)
        {
            product.Reset();
        }

        foreach (LayerRecurrence layer in _layers)
        {
            layer.Reset(0);
        }
    }

    /// <summary>Goes on where another stream of the same model stands: takes over cell states and last outputs. The held inputs start anew.</summary>
    /// <exception cref="EdgeException">The other stream belongs to another model.</exception>
    public void ContinueFrom(StreamingNetwork other)
    {
        if (other._network.Model.Hash != _network.Model.Hash)
        {
            throw EdgeException.BadInput("cell states belong to another model", "plan switch", "restart the stream");
        }

        Reset();
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            _layers[layer].CopyFrom(other._layers[layer]);
        }
    }

    /// <summary>Computes one frame.</summary>
    /// <param name="features">Network input of the front end.</param>
    /// <param name="logPosteriors">One log posterior per phone, for the frame that lies the output delay back.</param>
    public void Step(ReadOnlySpan<short> features, Span<int> logPosteriors)
    {
        NetworkTopology topology = _network.Model.Topology;
        ReadOnlySpan<short> input = features;
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            Span<short> products = _products.AsSpan(0, topology.InputBlocks(layer) * topology.Hidden);
            _buffers.Multiply(layer, input, products);
            _layers[layer].Step([0], products, layer == 0 ? [] : input, _outputs[layer]);
            input = _outputs[layer];
        }

        _buffers.Classify(input, logPosteriors);
    }
}
