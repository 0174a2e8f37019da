using Agent.Bench;

using Edge.Runtime.Kernels;

namespace Bench.Kernels;

/// <summary>The products of one frame over a set of matrices, going round over a sequence of inputs, a frame per call.</summary>
internal sealed class ProductSet
{
    private readonly MatrixProduct[] _products;
    private readonly short[][][] _inputs;
    private int _next;

    /// <summary>Products at the start of a stream.</summary>
    /// <param name="matrices">Weights.</param>
    /// <param name="inputs">[matrix][frame][column], within the activation range.</param>
    /// <param name="activationBits">8 or 16.</param>
    /// <param name="deltaThreshold">Null for dense.</param>
    /// <param name="kernels">Which kernels.</param>
    public ProductSet(IReadOnlyList<PackedMatrix> matrices, short[][][] inputs, int activationBits, int? deltaThreshold, KernelSet kernels)
    {
        long bytes = matrices.Sum(m => m.PackedBytes);
        _products = [.. matrices.Select(m => new MatrixProduct(m, activationBits, deltaThreshold, kernels, bytes))];
        _inputs = inputs;
    }

    public void Run()
    {
        int frame = StepLoop.Palindrome(_next++, _inputs[0].Length);
        for (int i = 0; i < _products.Length; i++)
        {
            _products[i].Compute(_inputs[i][frame]);
        }
    }
}
