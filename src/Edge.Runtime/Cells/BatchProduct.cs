namespace Edge.Runtime.Cells;

/// <summary>A product inside the recurrence of several streams, in one pass over the weights.</summary>
/// <param name="blocks">Products of the network.</param>
/// <param name="index">Matrix in data-path order.</param>
internal sealed class BatchProduct(NetworkBlocks blocks, int index) : IRecurrentProduct
{
    /// <inheritdoc/>
    public void Multiply(ReadOnlySpan<short> vectors, int streams, Span<short> output) => blocks.MultiplyMatrix(index, vectors, streams, output);
}
