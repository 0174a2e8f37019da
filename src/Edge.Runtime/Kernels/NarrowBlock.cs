namespace Edge.Runtime.Kernels;

/// <summary>Products of weights of up to 8 bits with blocks of frames.</summary>
internal sealed unsafe class NarrowBlock
{
    private readonly PackedMatrix _matrix;
    private readonly NarrowKernels _kernels;
    private readonly ExactSums _sums;
    private readonly int _length;
    private readonly int _frames;
    private readonly AlignedBuffer<sbyte> _inputs;
    private readonly AlignedBuffer<int> _corrections;
    private readonly AlignedBuffer<int>? _planeSums;
    private bool _carries;

    /// <summary>Products of at most <paramref name="frames"/> frames, a multiple of 4.</summary>
    public NarrowBlock(PackedMatrix matrix, int activationBits, NarrowKernels kernels, ExactSums sums, int frames)
    {
        (_matrix, _kernels, _sums, _frames) = (matrix, kernels, sums, frames);
        int planes = InputPlanes.Most(activationBits);
        _length = InputPlanes.Padded(matrix.Columns);
        _inputs = new AlignedBuffer<sbyte>(checked(planes * frames * _length));
        _corrections = new AlignedBuffer<int>(planes * frames);
        _planeSums = planes > 1 ? new AlignedBuffer<int>(checked(planes * frames * matrix.PaddedRows)) : null;
    }

    /// <summary>Sets the inputs of a frame; frame 0 first.</summary>
    /// <param name="frame">Frame.</param>
    /// <param name="codes">Codes, padded.</param>
    public void SetFrame(int frame, short* codes)
    {
        Correct(0, frame, InputPlanes.Low(codes, _length, Inputs(0, frame)));
        if (_planeSums is not null)
        {
            Correct(1, frame, InputPlanes.High(codes, _length, Inputs(1, frame)));
            int carries = InputPlanes.Carry(codes, _length, Inputs(2, frame));
            Correct(2, frame, carries);
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

    // The inputs of a frame, one byte each, padded; the plane's other frames follow.
    private sbyte* Inputs(int plane, int frame) => _inputs.Pointer + (((plane * _frames) + frame) * _length);

    private void Correct(int plane, int frame, int sum) => _corrections.Pointer[(plane * _frames) + frame] = -_kernels.Offset * sum;

    // Frames beyond the last one of a block of four are computed with what stood there before, and ignored.
    private void Multiply(int plane, int frames, int* sums)
    {
        int whole = (frames + InputPlanes.BlockFrames - 1) / InputPlanes.BlockFrames * InputPlanes.BlockFrames;
        int* corrections = _corrections.Pointer + (plane * _frames);
        _kernels.Block(_matrix.Weights.Pointer, _matrix.Tiles, _matrix.Groups, Inputs(plane, 0), _length, whole, corrections, sums);
    }
}
