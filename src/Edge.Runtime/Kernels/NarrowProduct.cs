namespace Edge.Runtime.Kernels;

/// <summary>One-frame products of weights of up to 8 bits: brings inputs to bytes and runs the kernels into the sums.</summary>
internal sealed unsafe class NarrowProduct
{
    // What stays of the weights in the first-level cache, and the most tiles that a kernel computes side by side.
    private const int FirstLevelBytes = 32 * 1024;
    private const int MostTilesTogether = 4;

    private readonly PackedMatrix _matrix;
    private readonly NarrowKernels _kernels;
    private readonly ExactSums _sums;
    private readonly bool _far;
    private readonly int _length;
    private readonly AlignedBuffer<sbyte> _planes;
    private readonly AlignedBuffer<int>? _planeSums;
    private readonly AlignedBuffer<ushort>? _index;
    private readonly AlignedBuffer<sbyte>? _values;
    private readonly AlignedBuffer<int>? _entries;
    private readonly AlignedBuffer<int>? _groupValues;
    private readonly int _capacity;

    public NarrowProduct(PackedMatrix matrix, int activationBits, bool delta, NarrowKernels kernels, bool far, ExactSums sums)
    {
        (_matrix, _kernels, _far, _sums) = (matrix, kernels, far, sums);
        int planes = InputPlanes.Most(activationBits);
        _length = InputPlanes.Padded(matrix.Columns);
        _planes = new AlignedBuffer<sbyte>(planes * _length);
        _planeSums = planes > 1 ? new AlignedBuffer<int>(planes * matrix.SumRows) : null;
        if (delta && planes == 1 && kernels.Groups != null && DeltaRule.PrefersGroups(matrix.WeightBits))
        {
            _entries = new AlignedBuffer<int>(GroupList.Capacity(_length));
            _groupValues = new AlignedBuffer<int>(GroupList.Capacity(_length));
        }
        else if (delta)
        {
            _capacity = ChangeList.Capacity(_length);
            _index = new AlignedBuffer<ushort>(planes * _capacity);
            _values = new AlignedBuffer<sbyte>(planes * _capacity);
            _entries = new AlignedBuffer<int>(_capacity);
        }
    }

    /// <summary>sums = W codes.</summary>
    public void Dense(short* codes)
    {
        sbyte* low = _planes.Pointer;
        int lowSum = InputPlanes.Low(codes, _length, low);
        delegate*<byte*, int, int, sbyte*, int, int*, void> frame = _far ? _kernels.FarFrame : _kernels.Frame;
        if (_planeSums is null)
        {
            frame(_matrix.Weights.Pointer, _matrix.Tiles, _matrix.Groups, low, -_kernels.Offset * lowSum, _sums.Narrow);
            return;
        }

        sbyte* high = low + _length, carry = high + _length;
        int highSum = InputPlanes.High(codes, _length, high), carrySum = InputPlanes.Carry(codes, _length, carry);
        int* lows = _planeSums.Pointer, highs = lows + _matrix.SumRows, carries = carrySum == 0 ? null : highs + _matrix.SumRows;
        int groups = _matrix.Groups, tileRows = TileLayout.TileRows(_matrix.WeightBits);
        long tileBytes = (long)groups * TileLayout.GroupBytes(_matrix.WeightBits);
        byte* weights = _matrix.Weights.Pointer;

        // Few tiles at a time, so that the second plane finds the weights in the first-level cache.
        int few = (int)Math.Clamp(FirstLevelBytes / tileBytes, 1, MostTilesTogether);
        for (int tile = 0; tile < _matrix.Tiles; tile += few, weights += few * tileBytes)
        {
            int tiles = Math.Min(few, _matrix.Tiles - tile);
            frame(weights, tiles, groups, low, -_kernels.Offset * lowSum, lows + (tile * tileRows));
            _kernels.Frame(weights, tiles, groups, high, -_kernels.Offset * highSum, highs + (tile * tileRows));
            if (carries != null)
            {
                _kernels.Frame(weights, tiles, groups, carry, -_kernels.Offset * carrySum, carries + (tile * tileRows));
            }
        }

        _sums.Clear();
        _sums.AddPlanes(1, lows, highs, carries);
    }

    /// <summary>Most changed inputs, independent of each other, for which a delta product is quicker than a dense one.</summary>
    public int MostChanges => _groupValues is null
        ? DeltaRule.MostChanges(_matrix.WeightBits, _matrix.Columns)
        : DeltaRule.MostChangesInGroups(_matrix.Columns);

    /// <summary>Whether a dense product is quicker than a delta product for the inputs marked last.</summary>
    public bool PrefersDense(HeldInputs held, int changes)
    {
        if (_groupValues is null)
        {
            return changes > MostChanges;
        }

        // A group holds four inputs, so often the groups need not be counted.
        int most = DeltaRule.MostGroups(_matrix.Groups);
        return changes > 4 * most || GroupList.Count(held.Masks, _length) > most;
    }

    /// <summary>sums += W (codes - held) for the inputs marked last.</summary>
    public void Delta(short* codes, HeldInputs held)
    {
        if (_groupValues is not null)
        {
            DeltaOfGroups(codes, held, _entries!.Pointer, _groupValues.Pointer);
            return;
        }

        ushort* index = _index!.Pointer;
        sbyte* values = _values!.Pointer;
        if (_planeSums is null)
        {
            int count = ChangeList.Bytes(codes, held.Codes, _length, held.Masks, index, values, out int sum);
            Add(index, values, new ListSize(count, sum), _sums.Narrow);
            return;
        }

        ushort* highIndex = index + _capacity;
        sbyte* high = values + _capacity;
        ChangeList.Planes(
            codes, held.Codes, _length, held.Masks, index, values, highIndex, high, out ListSize lowSize, out ListSize highSize);
        _planeSums.Span.Clear();
        int* lows = _planeSums.Pointer, highs = lows + _matrix.SumRows;
        Add(index, values, lowSize, lows);
        Add(highIndex, high, highSize, highs);
        _sums.AddPlanes(1, lows, highs, null);
    }

    private void DeltaOfGroups(short* codes, HeldInputs held, int* entries, int* values)
    {
        ListSize size = GroupList.Make(codes, held.Codes, _length, held.Masks, TileLayout.GroupBytes(_matrix.WeightBits), entries, values);
        int correction = -_kernels.Offset * size.Sum;
        _kernels.Groups(_matrix.Weights.Pointer, _matrix.Tiles, _matrix.Groups, entries, values, size.Count, correction, _sums.Narrow);
    }

    private void Add(ushort* index, sbyte* values, ListSize size, int* sums)
    {
        int* entries = _entries!.Pointer;
        ChangeList.Locate(index, size.Count, DeltaLayout.LineBytes, entries);
        int tiles = DeltaLayout.Tiles(_matrix.WeightBits, _matrix.Rows), correction = -_kernels.DeltaOffset * size.Sum;
        _kernels.Delta(_matrix.DeltaLines.Pointer, tiles, _matrix.Columns, entries, values, size.Count, correction, sums);
    }
}
