namespace Edge.Runtime.Kernels;

/// <summary>One-frame products of 16-bit weights.</summary>
internal sealed unsafe class WideProduct
{
    private readonly PackedMatrix _matrix;
    private readonly WideKernels _kernels;
    private readonly ExactSums _sums;
    private readonly bool _far;
    private readonly AlignedBuffer<int> _all;
    private readonly AlignedBuffer<int>? _index;
    private readonly AlignedBuffer<int>? _values;

    public WideProduct(PackedMatrix matrix, bool delta, WideKernels kernels, bool far, ExactSums sums)
    {
        (_matrix, _kernels, _far, _sums) = (matrix, kernels, far, sums);
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
        Add(_all.Pointer, (int*)codes, _matrix.Groups, _far);
    }

    /// <summary>sums += W (codes - held) for the inputs marked last.</summary>
    public void Delta(short* codes, HeldInputs held)
    {
        int* index = _index!.Pointer, values = _values!.Pointer;
        Add(index, values, ChangeList.Pairs(codes, held.Codes, held.Length, held.Masks, index, values), far: false);
    }

    private void Add(int* index, int* values, int count, bool far)
    {
        byte* weights = _matrix.Weights.Pointer;
        if (_sums.Narrow != null)
        {
            (far ? _kernels.FarAdd32 : _kernels.Add32)(weights, _matrix.Tiles, _matrix.Groups, index, values, count, _sums.Narrow);
        }
        else
        {
            (far ? _kernels.FarAdd64 : _kernels.Add64)(weights, _matrix.Tiles, _matrix.Groups, index, values, count, _sums.Wide);
        }
    }
}
