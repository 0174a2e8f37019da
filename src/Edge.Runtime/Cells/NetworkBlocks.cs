using Edge.Runtime.Kernels;
using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Cells;

/// <summary>
/// The products of a network over many frames, block by block: layer by layer the products do not depend on the recurrence. The bits are those of
/// <see cref="NetworkBuffers"/>.
/// </summary>
internal sealed class NetworkBlocks
{
    private readonly QuantizedNetwork _network;
    private readonly short[] _codes;
    private readonly int[] _logits;
    private readonly StreamHolds? _holds;

    /// <summary>The products of a network.</summary>
    /// <param name="network">Shared weights.</param>
    /// <param name="holds">What each stream holds, where the frames of a block belong to several; null for frames of one stream.</param>
    public NetworkBlocks(QuantizedNetwork network, StreamHolds? holds = null)
    {
        (_network, _holds) = (network, holds);
        Products = [.. network.Layers.Select(l => new BlockProduct(
            l.Matrix, l.Precision.ActivationBits, holds is null ? l.Precision.DeltaThreshold : null, network.Kernels))];
        _codes = new short[BlockProduct.MaxFrames * network.Layers.Max(l => l.Matrix.Columns)];
        _logits = new int[network.Model.Topology.Outputs];
    }

    /// <summary>One product per matrix, in data-path order.</summary>
    public IReadOnlyList<BlockProduct> Products { get; }

    /// <summary>
    /// The matrix-vector products in front of recurrent layer <paramref name="layer"/>: projection, if there is one, and L.
    /// </summary>
    /// <param name="layer">Recurrent layer.</param>
    /// <param name="input">[frame x input]: features, or the output of the layer below.</param>
    /// <param name="frames">Frames, any number.</param>
    /// <param name="output">Receives [frame x row of the L matrix].</param>
    public void Multiply(int layer, ReadOnlySpan<short> input, int frames, Span<short> output)
    {
        int index = QuantizedNetwork.RecurrentIndex(layer), width = input.Length / frames;
        NetworkLayer target = _network.Layers[index];
        for (int first = 0; first < frames; first += BlockProduct.MaxFrames)
        {
            int count = Math.Min(BlockProduct.MaxFrames, frames - first);
            ReadOnlySpan<short> block = input.Slice(first * width, count * width);
            if (layer == 0)
            {
                Run(0, block);
            }
            else
            {
                Run(index - 1, block);
                Compute(index, Project(index - 1, count));
            }

            for (int t = 0; t < count; t++)
            {
                Products[index].Requantize(target.Output, t, output.Slice((first + t) * target.Matrix.Rows, target.Matrix.Rows));
            }
        }
    }

    /// <summary>FC and softmax.</summary>
    /// <param name="input">[frame x unit].</param>
    /// <param name="frames">Frames, any number.</param>
    /// <param name="logPosteriors">Receives [frame x output].</param>
    public void Classify(ReadOnlySpan<short> input, int frames, Span<int> logPosteriors)
    {
        int index = _network.Layers.Count - 1, width = input.Length / frames;
        for (int first = 0; first < frames; first += BlockProduct.MaxFrames)
        {
            int count = Math.Min(BlockProduct.MaxFrames, frames - first);
            Run(index, input.Slice(first * width, count * width));
            for (int t = 0; t < count; t++)
            {
                Products[index].Requantize(_network.Layers[index].Output, t, _logits);
                LogPosteriors(logPosteriors.Slice((first + t) * _logits.Length, _logits.Length));
            }
        }
    }

    private void Run(int index, ReadOnlySpan<short> input)
    {
        Span<short> codes = _codes.AsSpan(0, input.Length);
        _network.Layers[index].Input!.Apply(input, codes);
        Compute(index, codes);
    }

    private void Compute(int index, Span<short> codes)
    {
        _holds?.Transmit(index, codes);
        Products[index].Compute(codes);
    }

    private Span<short> Project(int index, int frames)
    {
        NetworkLayer projection = _network.Layers[index];
        int rows = projection.Matrix.Rows;
        for (int t = 0; t < frames; t++)
        {
            Products[index].Requantize(projection.Output, t, _codes.AsSpan(t * rows, rows));
        }

        return _codes.AsSpan(0, frames * rows);
    }

    private void LogPosteriors(Span<int> output)
    {
        for (int i = 0; i < _logits.Length; i++)
        {
            _logits[i] += _network.OutputBias[i];
        }

        Log2Softmax.Apply(_logits, output);
    }
}
