namespace Edge.Runtime.Kernels;

/// <summary>Products of weights of up to 8 bits with blocks of frames.</summary>
internal sealed unsafe class NarrowBlock
{
    private readonly PackedMatrix _matrix;
    private readonly NarrowKernels _kernels;
    private readonly ExactSums _sums;
    private readonly int _length;
    private readonly int _frames;
    private readonly AlignedBuffer<sbyte> _plane;
    private readonly AlignedBuffer<sbyte> _blocks;
    private readonly AlignedBuffer<int> _corrections;
    private readonly AlignedBuffer<int>? _planeSums;
    private bool _carries;

    /// <summary>Products of at most <paramref name="frames"/> frames, a multiple of 4.</summary>
    public NarrowBlock(PackedMatrix matrix, int activationBits, NarrowKernels kernels, ExactSums sums, int frames)
    {
        (_matrix, _kernels, _sums, _frames) = (matrix, kernels, sums, frames);
        int planes = InputPlanes.Most(activationBits);
        _length = InputPlanes.Padded(matrix.Columns);
        _plane = new AlignedBuffer<sbyte>(_length);
        _blocks = new AlignedBuffer<sbyte>(planes * BlockLength);
        _corrections = new AlignedBuffer<int>(planes * frames);
        _planeSums = planes > 1 ? new AlignedBuffer<int>(checked(planes * frames * matrix.PaddedRows)) : null;
    }

    private int BlockLength => _frames * _matrix.Groups * TileLayout.WordBytes;

    /// <summary>Sets the inputs of a frame; frame 0 first.</summary>
    /// <param name="frame">Frame.</param>
    /// <param name="codes">Codes, padded.</param>
    public void SetFrame(int frame, short* codes)
    {
        Put(0, frame, InputPlanes.Low(codes, _length, _plane.Pointer));
        if (_planeSums is not null)
        {
            Put(1, frame, InputPlanes.High(codes, _length, _plane.Pointer));
            int carries = InputPlanes.Carry(codes, _length, _plane.Pointer);
            Put(2, frame, carries);
            _carries = (frame > 0 && _carries) || carries != 0;
        }
    }

    /// <summary>sums = W codes for the frames that were set.</summary>
    public void Compute(int frames)
    {
        if (_planeSums is null)
        {
            Multiply(0, frames, _sums.Narrow);
            return;
        }

        int* lows = _planeSums.Pointer, highs = lows + (_frames * _matrix.PaddedRows), carries = highs + (_frames * _matrix.PaddedRows);
        Multiply(0, frames, lows);
        Multiply(1, frames, highs);
        if (_carries)
        {
            Multiply(2, frames, carries);
        }

        _sums.Clear();
        _sums.AddPlanes(frames, lows, highs, _carries ? carries : null);
    }

    private void Put(int plane, int frame, int sum)
    {
        int group = frame / InputPlanes.BlockFrames * InputPlanes.BlockFrames * _matrix.Groups * TileLayout.WordBytes;
        sbyte* block = _blocks.Pointer + (plane * BlockLength) + group;
        InputPlanes.Interleave(_plane.Pointer, _matrix.Groups, frame % InputPlanes.BlockFrames, block);
        _corrections.Pointer[(plane * _frames) + frame] = -_kernels.Offset * sum;
    }

    // Frames beyond the last one of a block of four are computed with what stood there before, and ignored.
    private void Multiply(int plane, int frames, int* sums)
    {
        int whole = (frames + InputPlanes.BlockFrames - 1) / InputPlanes.BlockFrames * InputPlanes.BlockFrames;
        sbyte* blocks = _blocks.Pointer + (plane * BlockLength);
        _kernels.Block(_matrix.Weights.Pointer, _matrix.Tiles, _matrix.Groups, blocks, whole, _corrections.Pointer + (plane * _frames), sums);
    }
}
