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
        bool inside = holds is not null;
        Products = [.. network.Model.Topology.Matrices().Zip(network.Layers, (shape, layer) =>
            shape.Role is MatrixRole.Recurrent or MatrixRole.Candidate && !inside
                ? null
                : new BlockProduct(layer.Matrix, layer.Precision.ActivationBits, inside ? null : layer.Precision.DeltaThreshold, network.Kernels))];
        _codes = new short[BlockProduct.MaxFrames * network.Layers.Max(l => l.Matrix.Columns)];
        _logits = new int[network.Model.Topology.Outputs];
    }

    /// <summary>
    /// One product per matrix, in data-path order; null inside the recurrence of one stream, where there is no block of frames.
    /// </summary>
    public IReadOnlyList<BlockProduct?> Products { get; }

    /// <summary>The products in front of a recurrence: projection, if there is one, and the layer's input matrix.</summary>
    /// <param name="layer">Recurrent layer.</param>
    /// <param name="input">[frame x input]: features, or the output of the layer below.</param>
    /// <param name="frames">Frames, any number.</param>
    /// <param name="output">Receives [frame x row of the input matrix].</param>
    public void Multiply(int layer, ReadOnlySpan<short> input, int frames, Span<short> output)
    {
        int index = _network.Model.Topology.InputIndex(layer), width = input.Length / frames;
        NetworkLayer target = _network.Layers[index];
        for (int first = 0; first < frames; first += BlockProduct.MaxFrames)
        {
            int count = Math.Min(BlockProduct.MaxFrames, frames - first);
            ReadOnlySpan<short> block = input.Slice(first * width, count * width);
            if (target.Input is not null)
            {
                Run(index, block);
            }
            else
            {
                Run(index - 1, block);
                Compute(index, Project(index - 1, count));
            }

            Requantize(index, count, output.Slice(first * target.Matrix.Rows, count * target.Matrix.Rows));
        }
    }

    /// <summary>One matrix on the frames of a block.</summary>
    /// <param name="index">Matrix in data-path order.</param>
    /// <param name="input">[frame x column], 16-bit.</param>
    /// <param name="frames">Frames, 1 to <see cref="BlockProduct.MaxFrames"/>.</param>
    /// <param name="output">Receives [frame x row].</param>
    public void MultiplyMatrix(int index, ReadOnlySpan<short> input, int frames, Span<short> output)
    {
        Run(index, input);
        Requantize(index, frames, output);
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
                Products[index]!.Requantize(_network.Layers[index].Output, t, _logits);
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
        Products[index]!.Compute(codes);
    }

    private Span<short> Project(int index, int frames)
    {
        Span<short> codes = _codes.AsSpan(0, frames * _network.Layers[index].Matrix.Rows);
        Requantize(index, frames, codes);
        return codes;
    }

    private void Requantize(int index, int frames, Span<short> output)
    {
        NetworkLayer layer = _network.Layers[index];
        int rows = layer.Matrix.Rows;
        for (int t = 0; t < frames; t++)
        {
            Products[index]!.Requantize(layer.Output, t, output.Slice(t * rows, rows));
        }
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
