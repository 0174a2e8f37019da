namespace Edge.Runtime.Kernels;

/// <summary>One-frame products of 16-bit weights.</summary>
internal sealed unsafe class WideProduct
{
    private readonly PackedMatrix _matrix;
    private readonly WideKernels _kernels;
    private readonly ExactSums _sums;
    private readonly bool _far;
    private readonly AlignedBuffer<ushort>? _index;
    private readonly AlignedBuffer<short>? _values;
    private readonly AlignedBuffer<int>? _entries;

    public WideProduct(PackedMatrix matrix, bool delta, WideKernels kernels, bool far, ExactSums sums)
    {
        (_matrix, _kernels, _far, _sums) = (matrix, kernels, far, sums);
        if (delta)
        {
            int capacity = ChangeList.Capacity(InputPlanes.Padded(matrix.Columns));
            _index = new AlignedBuffer<ushort>(capacity);
            _values = new AlignedBuffer<short>(capacity);
            _entries = new AlignedBuffer<int>(capacity);
        }
    }

    /// <summary>sums = W codes.</summary>
    public void Dense(short* codes)
    {
        _sums.Clear();
        byte* weights = _matrix.Weights.Pointer;
        if (_sums.Narrow != null)
        {
            (_far ? _kernels.FarAdd32 : _kernels.Add32)(weights, _matrix.Tiles, _matrix.Groups, (int*)codes, _sums.Narrow);
        }
        else
        {
            (_far ? _kernels.FarAdd64 : _kernels.Add64)(weights, _matrix.Tiles, _matrix.Groups, (int*)codes, _sums.Wide);
        }
    }

    /// <summary>sums += W (codes - held) for the inputs marked last.</summary>
    public void Delta(short* codes, HeldInputs held)
    {
        ushort* index = _index!.Pointer;
        short* values = _values!.Pointer;
        int* entries = _entries!.Pointer;
        int count = ChangeList.Words(codes, held.Codes, held.Length, held.Masks, index, values);
        ChangeList.Locate(index, count, WideDeltaLayout.LineBytes, entries);
        byte* lines = _matrix.DeltaLines.Pointer;
        if (_sums.Narrow != null)
        {
            _kernels.Delta32(lines, _matrix.Tiles, _matrix.Columns, entries, (int*)values, count, _sums.Narrow);
        }
        else
        {
            _kernels.Delta64(lines, _matrix.Tiles, _matrix.Columns, entries, (int*)values, count, _sums.Wide);
        }
    }
}
