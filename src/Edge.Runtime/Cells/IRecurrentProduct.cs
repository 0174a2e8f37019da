namespace Edge.Runtime.Cells;

/// <summary>A product inside the recurrence: vectors of this moment's streams in, requantised rows out.</summary>
internal interface IRecurrentProduct
{
    /// <summary>Quantises, multiplies and requantises.</summary>
    /// <param name="vectors">[stream x column], 16-bit.</param>
    /// <param name="streams">Number of streams.</param>
    /// <param name="output">Receives [stream x row].</param>
    void Multiply(ReadOnlySpan<short> vectors, int streams, Span<short> output);
}
