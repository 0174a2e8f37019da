using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

namespace Edge.Runtime.Cells;

/// <summary>The held inputs of several streams in the matrices of one network that have a delta threshold.</summary>
internal sealed unsafe class StreamHolds
{
    private readonly HeldInputs[]?[] _held;
    private readonly AlignedBuffer<short> _codes;
    private readonly int[] _columns;
    private readonly int[] _chosen;

    /// <summary>Streams at their start.</summary>
    public StreamHolds(QuantizedNetwork network, int streams)
    {
        _held = [.. network.Layers.Select(l => l.Precision.DeltaThreshold is { } threshold
            ? Enumerable.Range(0, streams).Select(_ => new HeldInputs(l.Matrix.Columns, threshold)).ToArray()
            : null)];
        _columns = [.. network.Layers.Select(l => l.Matrix.Columns)];
        _codes = new AlignedBuffer<short>(InputPlanes.Padded(_columns.Max()));
        _chosen = new int[streams];
    }

    /// <summary>Says whose the frames of the next blocks are.</summary>
    public void Choose(ReadOnlySpan<int> streams) => streams.CopyTo(_chosen);

    /// <summary>Puts a stream back to its start.</summary>
    public void Reset(int stream)
    {
        foreach (HeldInputs[]? held in _held)
        {
            held?[stream].Reset();
        }
    }

    /// <summary>Replaces codes by what the streams would transmit.</summary>
    /// <param name="index">Matrix in data-path order.</param>
    /// <param name="codes">[frame x column]; nothing changes without a threshold.</param>
    public void Transmit(int index, Span<short> codes)
    {
        if (_held[index] is not { } streams)
        {
            return;
        }

        int columns = _columns[index];
        for (int frame = 0; frame * columns < codes.Length; frame++)
        {
            Span<short> own = codes.Slice(frame * columns, columns);
            HeldInputs held = streams[_chosen[frame]];
            _codes.Span.Clear();
            own.CopyTo(_codes.Span);
            held.Hold(_codes.Pointer);
            new ReadOnlySpan<short>(held.Codes, columns).CopyTo(own);
        }

        GC.KeepAlive(this);
    }
}
