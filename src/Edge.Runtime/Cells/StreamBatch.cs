using System.Numerics;

using Edge.Runtime.Errors;
using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

namespace Edge.Runtime.Cells;

/// <summary>
/// Several streams over one network, a frame of each in one pass over the weights: a server hears more streams per core than one stream after the
/// other allows. Every stream gets the bits of <see cref="StreamingNetwork"/>. Allocates nothing after construction. Not thread-safe.
/// </summary>
public sealed class StreamBatch
{
    /// <summary>Most streams of a batch.</summary>
    public const int MaxStreams = BlockProduct.MaxFrames;

    private readonly QuantizedNetwork _network;
    private readonly NetworkBlocks _blocks;
    private readonly StreamHolds _holds;
    private readonly LayerRecurrence[] _layers;
    private readonly short[] _products;
    private short[] _below;
    private short[] _outputs;

    /// <summary>Streams at their start.</summary>
    /// <param name="network">Shared weights.</param>
    /// <param name="streams">Number of streams, 1 to <see cref="MaxStreams"/>.</param>
    /// <exception cref="EdgeException">The network is bidirectional.</exception>
    public StreamBatch(QuantizedNetwork network, int streams)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(streams, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(streams, MaxStreams);
        NetworkTopology topology = network.Model.Topology;
        if (topology.Bidirectional)
        {
            throw EdgeException.BadInput("a bidirectional network cannot stream", "model topology", "use whole utterances, or a unidirectional model");
        }

        (_network, Streams) = (network, streams);
        _holds = new StreamHolds(network, streams);
        _blocks = new NetworkBlocks(network, _holds);
        _layers = [.. Enumerable.Range(0, topology.Layers).Select(layer =>
            LayerRecurrence.Create(network, layer, 0, streams, index => new BatchProduct(_blocks, index)))];
        _products = new short[streams * topology.InputBlocks(0) * topology.Hidden];
        _below = new short[streams * topology.Hidden];
        _outputs = new short[streams * topology.Hidden];
    }

    /// <summary>Number of streams.</summary>
    public int Streams { get; }

    /// <summary>Puts a stream back to its start; the others go on.</summary>
    public void Reset(int stream)
    {
        _holds.Reset(stream);
        foreach (LayerRecurrence layer in _layers)
        {
            layer.Reset(stream);
        }
    }

    /// <summary>Computes one frame of some streams.</summary>
    /// <param name="streams">Streams that have a frame, each at most once, in any order.</param>
    /// <param name="features">[stream x input], in the order of <paramref name="streams"/>.</param>
    /// <param name="logPosteriors">Receives [stream x output] in that order, each for the frame that lies the output delay back.</param>
    /// <exception cref="ArgumentException">A stream is named twice or does not exist, or the lengths do not agree.</exception>
    public void Step(ReadOnlySpan<int> streams, ReadOnlySpan<short> features, Span<int> logPosteriors)
    {
        NetworkTopology topology = _network.Model.Topology;
        Check(streams);
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, streams.Length * topology.InputSize);
        if (streams.IsEmpty)
        {
            return;
        }

        _holds.Choose(streams);
        for (int layer = 0; layer < topology.Layers; layer++)
        {
            Recur(layer, streams, layer == 0 ? features : _below.AsSpan(0, streams.Length * topology.Hidden));
            (_below, _outputs) = (_outputs, _below);
        }

        _blocks.Classify(
            _below.AsSpan(0, streams.Length * topology.Hidden), streams.Length, logPosteriors[..(streams.Length * topology.Outputs)]);
    }

    private void Recur(int layer, ReadOnlySpan<int> streams, ReadOnlySpan<short> input)
    {
        NetworkTopology topology = _network.Model.Topology;
        Span<short> products = _products.AsSpan(0, streams.Length * topology.InputBlocks(layer) * topology.Hidden);
        _blocks.Multiply(layer, input, streams.Length, products);
        _layers[layer].Step(streams, products, layer == 0 ? [] : input, _outputs.AsSpan(0, streams.Length * topology.Hidden));
    }

    private void Check(ReadOnlySpan<int> streams)
    {
        uint seen = 0;
        foreach (int stream in streams)
        {
            if ((uint)stream >= (uint)Streams)
            {
                throw new ArgumentException($"stream {stream} of {Streams}", nameof(streams));
            }

            seen |= 1u << stream;
        }

        if (BitOperations.PopCount(seen) != streams.Length)
        {
            throw new ArgumentException("a stream is named twice", nameof(streams));
        }
    }
}
