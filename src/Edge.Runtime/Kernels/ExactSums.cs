using Edge.Runtime.Numerics;

namespace Edge.Runtime.Kernels;

/// <summary>Exact accumulators of one or more frames: 32 bits where they always suffice, else 64.</summary>
internal sealed unsafe class ExactSums
{
    private readonly AlignedBuffer<int>? _narrow;
    private readonly AlignedBuffer<long>? _wide;
    private readonly int _rows;

    /// <summary>Sums of a matrix, all zero.</summary>
    /// <param name="matrix">Says how many rows there are.</param>
    /// <param name="activationBits">Width of the inputs: decides how wide the sums are.</param>
    /// <param name="frames">Frames.</param>
    public ExactSums(PackedMatrix matrix, int activationBits, int frames)
    {
        _rows = matrix.PaddedRows;
        int length = checked(((frames - 1) * _rows) + matrix.SumRows);
        if (matrix.FitsInt32(activationBits))
        {
            _narrow = new AlignedBuffer<int>(length);
        }
        else
        {
            _wide = new AlignedBuffer<long>(length);
        }
    }

    /// <summary>[frame][row] in 32 bits, or null.</summary>
    public int* Narrow => _narrow is null ? null : _narrow.Pointer;

    /// <summary>[frame][row] in 64 bits, or null.</summary>
    public long* Wide => _wide is null ? null : _wide.Pointer;

    /// <summary>Makes every sum zero.</summary>
    public void Clear()
    {
        _narrow?.Span.Clear();
        _wide?.Span.Clear();
    }

    /// <summary>Adds the sums of planes of inputs that count 1, 256 and 65536 times.</summary>
    /// <param name="frames">Frames.</param>
    /// <param name="low">[frame][row].</param>
    /// <param name="high">[frame][row].</param>
    /// <param name="carry">[frame][row], or null.</param>
    public void AddPlanes(int frames, int* low, int* high, int* carry)
    {
        int count = frames * _rows;
        if (_narrow is not null)
        {
            PlaneSums.Add(low, high, carry, count, _narrow.Pointer);
        }
        else
        {
            PlaneSums.Add(low, high, carry, count, _wide!.Pointer);
        }
    }

    /// <summary>One sum.</summary>
    public long At(int frame, int row)
    {
        int at = (frame * _rows) + row;
        return _narrow is not null ? _narrow.Span[at] : _wide!.Span[at];
    }

    /// <summary>Requantises a frame row by row.</summary>
    public void Requantize(Requantizer requantizer, int frame, Span<short> output)
    {
        if (_narrow is not null)
        {
            requantizer.Apply(_narrow.Span.Slice(frame * _rows, _rows), output);
        }
        else
        {
            requantizer.Apply(_wide!.Span.Slice(frame * _rows, _rows), output);
        }
    }

    /// <summary>Requantises a frame row by row to 32 bits.</summary>
    public void Requantize(Requantizer requantizer, int frame, Span<int> output)
    {
        if (_narrow is not null)
        {
            requantizer.Apply(_narrow.Span.Slice(frame * _rows, _rows), output);
        }
        else
        {
            requantizer.Apply(_wide!.Span.Slice(frame * _rows, _rows), output);
        }
    }
}
