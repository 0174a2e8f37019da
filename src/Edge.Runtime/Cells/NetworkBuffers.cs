using Edge.Runtime.Kernels;
using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Cells;

/// <summary>
/// What one stream owns beside the shared weights: a product per matrix and the vectors between them. One frame at a time.
/// </summary>
internal sealed class NetworkBuffers
{
    private readonly QuantizedNetwork _network;
    private readonly short[] _codes;
    private readonly int[] _logits;

    public NetworkBuffers(QuantizedNetwork network)
    {
        _network = network;
        long modelBytes = network.Layers.Sum(l => l.Matrix.PackedBytes);
        Products = [.. network.Layers.Select(l => new MatrixProduct(
            l.Matrix, l.Precision.ActivationBits, l.Precision.DeltaThreshold, network.Kernels, modelBytes))];
        _codes = new short[network.Layers.Max(l => l.Matrix.Columns)];
        _logits = new int[network.Model.Topology.Outputs];
    }

    /// <summary>One product per matrix, in data-path order.</summary>
    public IReadOnlyList<MatrixProduct> Products { get; }

    /// <summary>The products in front of a recurrence: projection, if there is one, and the layer's input matrix.</summary>
    /// <param name="layer">Recurrent layer.</param>
    /// <param name="input">Features, or the output of the layer below.</param>
    /// <param name="output">Receives one value per row of the input matrix.</param>
    public void Multiply(int layer, ReadOnlySpan<short> input, Span<short> output)
    {
        int index = _network.Model.Topology.InputIndex(layer);
        if (_network.Layers[index].Input is not null)
        {
            Run(index, input);
        }
        else
        {
            NetworkLayer projection = _network.Layers[index - 1];
            Run(index - 1, input);
            Span<short> codes = _codes.AsSpan(0, projection.Matrix.Rows);
            Products[index - 1].Requantize(projection.Output, codes);
            Products[index].Compute(codes);
        }

        Products[index].Requantize(_network.Layers[index].Output, output);
    }

    /// <summary>FC and softmax.</summary>
    public void Classify(ReadOnlySpan<short> input, Span<int> logPosteriors)
    {
        int index = _network.Layers.Count - 1;
        Run(index, input);
        Products[index].Requantize(_network.Layers[index].Output, _logits);
        for (int i = 0; i < _logits.Length; i++)
        {
            _logits[i] += _network.OutputBias[i];
        }

        Log2Softmax.Apply(_logits, logPosteriors);
    }

    private void Run(int index, ReadOnlySpan<short> input)
    {
        Span<short> codes = _codes.AsSpan(0, input.Length);
        _network.Layers[index].Input!.Apply(input, codes);
        Products[index].Compute(codes);
    }
}
