using System.Runtime.InteropServices;

using Edge.Runtime.Numerics;

namespace Edge.Runtime.Kernels;

/// <summary>
/// A matrix-vector product of one stream: shared packed weights, and the accumulators and held inputs that belong to the
/// stream. With a delta threshold an input is transmitted when it differs from its held value by more than the
/// threshold, and the accumulators gain W times the difference; threshold 0 is bit for bit the dense product.
/// Allocates nothing after construction. Not thread-safe.
/// </summary>
public sealed unsafe class MatrixProduct
{
    private readonly PackedMatrix _matrix;
    private readonly IPairKernel _kernel;
    private readonly int? _threshold;
    private readonly AlignedBuffer<int>? _sums32;
    private readonly AlignedBuffer<long>? _sums64;
    private readonly AlignedBuffer<int> _index;
    private readonly AlignedBuffer<int> _values;
    private readonly short[] _held;
    private int _count;

    /// <summary>A product at the start of a stream.</summary>
    /// <param name="matrix">Weights.</param>
    /// <param name="activationBits">Width of the codes that will come in: 2, 4, 8 or 16.</param>
    /// <param name="deltaThreshold">In codes, or null for dense.</param>
    /// <param name="kernels">Which kernels to use.</param>
    public MatrixProduct(PackedMatrix matrix, int activationBits, int? deltaThreshold, KernelSet kernels)
    {
        _matrix = matrix;
        _kernel = KernelDispatch.Pairs(kernels);
        _threshold = deltaThreshold;
        int rows = matrix.Tiles * PackedMatrix.TileRows;
        _sums32 = matrix.FitsInt32(activationBits) ? new AlignedBuffer<int>(rows) : null;
        _sums64 = _sums32 is null ? new AlignedBuffer<long>(rows) : null;

        // A difference of two 16-bit codes may need two entries.
        _index = new AlignedBuffer<int>(2 * matrix.Pairs);
        _values = new AlignedBuffer<int>(2 * matrix.Pairs);
        _held = new short[matrix.Columns];
    }

    /// <summary>Inputs that were transmitted since the last <see cref="ResetCounters"/>.</summary>
    public long UpdatedInputs { get; private set; }

    /// <summary>Inputs that were offered since the last <see cref="ResetCounters"/>.</summary>
    public long OfferedInputs { get; private set; }

    /// <summary>Starts a new stream: nothing held, accumulators zero.</summary>
    public void Reset()
    {
        Array.Clear(_held);
        ClearSums();
    }

    /// <summary>Starts counting updated inputs anew.</summary>
    public void ResetCounters() => (UpdatedInputs, OfferedInputs) = (0, 0);

    /// <summary>Multiplies one input vector.</summary>
    /// <param name="codes">One code per column, within the activation range.</param>
    public void Compute(ReadOnlySpan<short> codes)
    {
        OfferedInputs += codes.Length;
        if (_threshold is { } threshold)
        {
            ListChanges(codes, threshold);
        }
        else
        {
            ClearSums();
            ListAll(codes);
            UpdatedInputs += codes.Length;
        }

        Accumulate();
    }

    /// <summary>The product, requantised row by row.</summary>
    public void Requantize(Requantizer requantizer, Span<short> output)
    {
        if (_sums32 is not null)
        {
            requantizer.Apply(_sums32.Span, output);
        }
        else
        {
            requantizer.Apply(_sums64!.Span, output);
        }
    }

    /// <summary>The product, requantised row by row to 32 bits.</summary>
    public void Requantize(Requantizer requantizer, Span<int> output)
    {
        if (_sums32 is not null)
        {
            requantizer.Apply(_sums32.Span, output);
        }
        else
        {
            requantizer.Apply(_sums64!.Span, output);
        }
    }

    /// <summary>The exact accumulator of a row.</summary>
    public long Accumulator(int row) => _sums32 is not null ? _sums32.Span[row] : _sums64!.Span[row];

    private void ClearSums()
    {
        _sums32?.Span.Clear();
        _sums64?.Span.Clear();
    }

    private void ListAll(ReadOnlySpan<short> codes)
    {
        _count = _matrix.Pairs;
        Span<int> values = _values.Span, index = _index.Span;
        ReadOnlySpan<int> whole = MemoryMarshal.Cast<short, int>(codes);
        for (int p = 0; p < whole.Length; p++)
        {
            index[p] = p;
            values[p] = whole[p];
        }

        if (whole.Length < _count)
        {
            index[whole.Length] = whole.Length;
            values[whole.Length] = Pack(codes[^1], 0);
        }
    }

    private void ListChanges(ReadOnlySpan<short> codes, int threshold)
    {
        _count = 0;
        for (int p = 0; p < _matrix.Pairs; p++)
        {
            int even = Change(codes, 2 * p, threshold);
            int odd = Change(codes, (2 * p) + 1, threshold);
            if ((even | odd) == 0)
            {
                continue;
            }

            int evenPart = Math.Clamp(even, -short.MaxValue, short.MaxValue), oddPart = Math.Clamp(odd, -short.MaxValue, short.MaxValue);
            Add(p, evenPart, oddPart);
            if (even != evenPart || odd != oddPart)
            {
                Add(p, even - evenPart, odd - oddPart);
            }
        }
    }

    private int Change(ReadOnlySpan<short> codes, int column, int threshold)
    {
        if (column >= codes.Length)
        {
            return 0;
        }

        int change = codes[column] - _held[column];
        if (Math.Abs(change) <= threshold)
        {
            return 0;
        }

        _held[column] = codes[column];
        UpdatedInputs++;
        return change;
    }

    private void Add(int pair, int even, int odd)
    {
        _index.Span[_count] = pair;
        _values.Span[_count] = Pack(even, odd);
        _count++;
    }

    private static int Pack(int even, int odd) => (even & 0xFFFF) | (odd << 16);

    private void Accumulate()
    {
        int tiles = _matrix.Tiles, pairs = _matrix.Pairs;
        int* index = _index.Pointer, values = _values.Pointer;
        if (_matrix.Narrow is { } narrow)
        {
            if (_sums32 is not null)
            {
                _kernel.Accumulate(narrow.Pointer, tiles, pairs, index, values, _count, _sums32.Pointer);
            }
            else
            {
                _kernel.Accumulate(narrow.Pointer, tiles, pairs, index, values, _count, _sums64!.Pointer);
            }
        }
        else if (_sums32 is not null)
        {
            _kernel.Accumulate(_matrix.Wide!.Pointer, tiles, pairs, index, values, _count, _sums32.Pointer);
        }
        else
        {
            _kernel.Accumulate(_matrix.Wide!.Pointer, tiles, pairs, index, values, _count, _sums64!.Pointer);
        }
    }
}
