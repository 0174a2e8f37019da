namespace Edge.Runtime.Kernels;

/// <summary>
/// Products of 16-bit weights with blocks of frames: tile by tile, so that every frame but the first finds the weights in the cache.
/// </summary>
internal sealed unsafe class WideBlock
{
    private readonly PackedMatrix _matrix;
    private readonly WideKernels _kernels;
    private readonly ExactSums _sums;
    private readonly int _length;
    private readonly AlignedBuffer<short> _codes;

    /// <summary>Products of at most <paramref name="frames"/> frames.</summary>
    public WideBlock(PackedMatrix matrix, WideKernels kernels, ExactSums sums, int frames)
    {
        (_matrix, _kernels, _sums) = (matrix, kernels, sums);
        _length = InputPlanes.Padded(matrix.Columns);
        _codes = new AlignedBuffer<short>(frames * _length);
    }

    /// <summary>Sets the inputs of a frame.</summary>
    public void SetFrame(int frame, short* codes) => new ReadOnlySpan<short>(codes, _length).CopyTo(_codes.Span[(frame * _length)..]);

    /// <summary>sums = W codes for the frames that were set.</summary>
    public void Compute(int frames)
    {
        _sums.Clear();
        int pairs = _matrix.Groups, tileRows = TileLayout.TileRows(16), rows = _matrix.PaddedRows;
        for (int tile = 0; tile < _matrix.Tiles; tile++)
        {
            byte* weights = _matrix.Weights.Pointer + ((long)tile * pairs * TileLayout.GroupBytes(16));
            for (int frame = 0; frame < frames; frame++)
            {
                int* inputs = (int*)(_codes.Pointer + (frame * _length));
                int at = (frame * rows) + (tile * tileRows);
                if (_sums.Narrow != null)
                {
                    _kernels.Add32(weights, 1, pairs, inputs, _sums.Narrow + at);
                }
                else
                {
                    _kernels.Add64(weights, 1, pairs, inputs, _sums.Wide + at);
                }
            }
        }
    }
}
