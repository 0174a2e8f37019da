namespace Edge.Runtime.Kernels;

/// <summary>One-frame products of 16-bit weights.</summary>
internal sealed unsafe class WideProduct
{
    private readonly PackedMatrix _matrix;
    private readonly WideKernels _kernels;
    private readonly ExactSums _sums;
    private readonly AlignedBuffer<int> _all;
    private readonly AlignedBuffer<int>? _index;
    private readonly AlignedBuffer<int>? _values;

    public WideProduct(PackedMatrix matrix, bool delta, WideKernels kernels, ExactSums sums)
    {
        (_matrix, _kernels, _sums) = (matrix, kernels, sums);
        _all = PairList.OfAll(matrix.Groups);
        if (delta)
        {
            int length = InputPlanes.Padded(matrix.Columns);
            _index = new AlignedBuffer<int>(length);
            _values = new AlignedBuffer<int>(length);
        }
    }

    /// <summary>sums = W codes.</summary>
    public void Dense(short* codes)
    {
        _sums.Clear();
        Add(_all.Pointer, (int*)codes, _matrix.Groups);
    }

    /// <summary>sums += W (codes - held) for the inputs marked last.</summary>
    public void Delta(short* codes, HeldInputs held)
    {
        int* index = _index!.Pointer, values = _values!.Pointer;
        Add(index, values, ChangeList.Pairs(codes, held.Codes, held.Length, held.Masks, index, values));
    }

    private void Add(int* index, int* values, int count)
    {
        if (_sums.Narrow != null)
        {
            _kernels.Add32(_matrix.Weights.Pointer, _matrix.Tiles, _matrix.Groups, index, values, count, _sums.Narrow);
        }
        else
        {
            _kernels.Add64(_matrix.Weights.Pointer, _matrix.Tiles, _matrix.Groups, index, values, count, _sums.Wide);
        }
    }
}
