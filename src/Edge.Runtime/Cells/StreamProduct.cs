using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

namespace Edge.Runtime.Cells;

/// <summary>A product inside the recurrence of one stream.</summary>
/// <param name="layer">The matrix, of the stream's direction.</param>
/// <param name="product">Its product in this stream.</param>
internal sealed class StreamProduct(NetworkLayer layer, MatrixProduct product) : IRecurrentProduct
{
    private readonly short[] _codes = new short[layer.Matrix.Columns];

    /// <inheritdoc/>
    public void Multiply(ReadOnlySpan<short> vectors, int streams, Span<short> output)
    {
        layer.Input!.Apply(vectors, _codes);
        product.Compute(_codes);
        product.Requantize(layer.Output, output);
    }
}
