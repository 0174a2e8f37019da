namespace Edge.Runtime.Cells;

/// <summary>One direction of an SRU layer: streams remember the cell state.</summary>
/// <param name="gates">Vectors of the layer.</param>
/// <param name="units">Units of the direction.</param>
/// <param name="direction">0 forward, 1 backward.</param>
/// <param name="streams">Number of streams.</param>
internal sealed class SruRecurrence(SruGates gates, int units, int direction, int streams) : LayerRecurrence
{
    private readonly short[] _states = new short[streams * units];

    /// <inheritdoc/>
    public override void Reset(int stream) => _states.AsSpan(stream * units, units).Clear();

    /// <inheritdoc/>
    public override void CopyFrom(LayerRecurrence other) => ((SruRecurrence)other)._states.CopyTo(_states, 0);

    /// <inheritdoc/>
    public override void Step(ReadOnlySpan<int> streams, ReadOnlySpan<short> products, ReadOnlySpan<short> below, Span<short> outputs)
    {
        int rows = products.Length / streams.Length;
        for (int i = 0; i < streams.Length; i++)
        {
            SruCell.Step(
                products.Slice(i * rows, rows),
                below.IsEmpty ? [] : below.Slice(i * units, units),
                gates,
                direction * units,
                _states.AsSpan(streams[i] * units, units),
                outputs.Slice(i * units, units));
        }
    }
}
