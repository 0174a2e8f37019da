using Edge.Runtime.Numerics;

namespace Edge.Runtime.Kernels;

/// <summary>
/// Matrix-vector products of one stream, several frames in one pass over the weights; the bits are those of <see cref="MatrixProduct"/>. With a
/// delta threshold the codes that a stream would hold are multiplied. Allocates nothing after construction. Not thread-safe.
/// </summary>
public sealed unsafe class BlockProduct
{
    /// <summary>Most frames of a block.</summary>
    public const int MaxFrames = 32;

    private readonly AlignedBuffer<short> _codes;
    private readonly ExactSums _sums;
    private readonly NarrowBlock? _narrow;
    private readonly WideBlock? _wide;
    private readonly HeldInputs? _held;
    private readonly int _columns;

    /// <summary>A product at the start of a stream.</summary>
    /// <param name="matrix">Weights.</param>
    /// <param name="activationBits">Width of the codes that will come in: 2, 4, 8 or 16.</param>
    /// <param name="deltaThreshold">In codes, or null for dense.</param>
    /// <param name="kernels">Which kernels to use.</param>
    /// <exception cref="Errors.EdgeException">This machine lacks the instructions for the kernels.</exception>
    public BlockProduct(PackedMatrix matrix, int activationBits, int? deltaThreshold, KernelSet kernels)
    {
        _columns = matrix.Columns;
        _codes = new AlignedBuffer<short>(InputPlanes.Padded(_columns));
        _sums = new ExactSums(matrix, activationBits, MaxFrames);
        _held = deltaThreshold is { } threshold ? new HeldInputs(_columns, threshold) : null;
        if (matrix.WeightBits <= 8)
        {
            _narrow = new NarrowBlock(matrix, activationBits, KernelDispatch.Narrow(kernels, matrix.WeightBits), _sums, MaxFrames);
        }
        else
        {
            _wide = new WideBlock(matrix, KernelDispatch.Wide(kernels), _sums, MaxFrames);
        }
    }

    /// <summary>Inputs that a stream would have transmitted since construction.</summary>
    public long UpdatedInputs { get; private set; }

    /// <summary>Inputs that were offered since construction.</summary>
    public long OfferedInputs { get; private set; }

    /// <summary>Starts a new stream: nothing held.</summary>
    public void Reset() => _held?.Reset();

    /// <summary>Multiplies consecutive input vectors.</summary>
    /// <param name="codes">[frame x column], 1 to <see cref="MaxFrames"/> frames, within the activation range.</param>
    public void Compute(ReadOnlySpan<short> codes)
    {
        int frames = codes.Length / _columns;
        ArgumentOutOfRangeException.ThrowIfNotEqual(codes.Length, frames * _columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frames, MaxFrames);
        OfferedInputs += codes.Length;
        fixed (short* first = codes)
        {
            for (int frame = 0; frame < frames; frame++)
            {
                short* transmitted = Transmit(Padded(first + ((long)frame * _columns)));
                _narrow?.SetFrame(frame, transmitted);
                _wide?.SetFrame(frame, transmitted);
            }
        }

        _narrow?.Compute(frames);
        _wide?.Compute(frames);

        // The kernels see only pointers.
        GC.KeepAlive(this);
    }

    /// <summary>A frame's product, requantised row by row.</summary>
    public void Requantize(Requantizer requantizer, int frame, Span<short> output) => _sums.Requantize(requantizer, frame, output);

    /// <summary>A frame's product, requantised row by row to 32 bits.</summary>
    public void Requantize(Requantizer requantizer, int frame, Span<int> output) => _sums.Requantize(requantizer, frame, output);

    /// <summary>The exact accumulator of a row.</summary>
    public long Accumulator(int frame, int row) => _sums.At(frame, row);

    // Codes that need padding are copied.
    private short* Padded(short* codes)
    {
        if (_columns == _codes.Length)
        {
            return codes;
        }

        new ReadOnlySpan<short>(codes, _columns).CopyTo(_codes.Span);
        return _codes.Pointer;
    }

    private short* Transmit(short* codes)
    {
        if (_held is null)
        {
            UpdatedInputs += _columns;
            return codes;
        }

        UpdatedInputs += _held.Find(codes);
        _held.Hold(codes);
        return _held.Codes;
    }
}
