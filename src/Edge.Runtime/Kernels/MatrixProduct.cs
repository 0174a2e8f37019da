using Edge.Runtime.Numerics;

namespace Edge.Runtime.Kernels;

/// <summary>
/// A matrix-vector product of one stream, frame by frame: shared packed weights, and the accumulators and held inputs that belong to the stream.
/// With a delta threshold an input is transmitted when it differs from its held value by more than the threshold, and the accumulators gain
/// W times the difference; when so many change that a dense product is quicker, the held codes are multiplied anew, with the same bits. Threshold 0
/// is bit for bit the dense product. Allocates nothing after construction. Not thread-safe.
/// </summary>
public sealed unsafe class MatrixProduct
{
    private readonly AlignedBuffer<short> _codes;
    private readonly ExactSums _sums;
    private readonly NarrowProduct? _narrow;
    private readonly WideProduct? _wide;
    private readonly HeldInputs? _held;
    private readonly int _columns;

    /// <summary>A product at the start of a stream.</summary>
    /// <param name="matrix">Weights.</param>
    /// <param name="activationBits">Width of the codes that will come in: 2, 4, 8 or 16.</param>
    /// <param name="deltaThreshold">In codes, or null for dense.</param>
    /// <param name="kernels">Which kernels to use.</param>
    /// <param name="modelBytes">Packed bytes of all weights used per frame: beyond the second-level cache kernels fetch ahead.</param>
    /// <exception cref="Errors.EdgeException">This machine lacks the instructions for the kernels.</exception>
    public MatrixProduct(PackedMatrix matrix, int activationBits, int? deltaThreshold, KernelSet kernels, long modelBytes = 0)
    {
        _columns = matrix.Columns;
        _codes = new AlignedBuffer<short>(InputPlanes.Padded(_columns));
        _sums = new ExactSums(matrix, activationBits, frames: 1);
        _held = deltaThreshold is { } threshold ? new HeldInputs(_columns, threshold) : null;
        bool delta = _held is not null, far = modelBytes > Processor.SecondLevelCache;
        if (matrix.WeightBits <= 8)
        {
            NarrowKernels narrow = KernelDispatch.Narrow(kernels, matrix.WeightBits);
            _narrow = new NarrowProduct(matrix, activationBits, delta, narrow, far, _sums);
        }
        else
        {
            _wide = new WideProduct(matrix, delta, KernelDispatch.Wide(kernels), far, _sums);
        }
    }

    /// <summary>Most changed inputs that are multiplied by themselves; when more change, independently of each other, a product with a delta threshold is done densely.</summary>
    public int MostChanges => _narrow?.MostChanges ?? DeltaRule.MostChanges(16, _columns);

    /// <summary>Inputs that were transmitted since the last <see cref="ResetCounters"/>.</summary>
    public long UpdatedInputs { get; private set; }

    /// <summary>Inputs that were offered since the last <see cref="ResetCounters"/>.</summary>
    public long OfferedInputs { get; private set; }

    /// <summary>Starts a new stream: nothing held, accumulators zero.</summary>
    public void Reset()
    {
        _held?.Reset();
        _sums.Clear();
    }

    /// <summary>Starts counting updated inputs anew.</summary>
    public void ResetCounters() => (UpdatedInputs, OfferedInputs) = (0, 0);

    /// <summary>Multiplies one input vector.</summary>
    /// <param name="codes">One code per column, within the activation range.</param>
    public void Compute(ReadOnlySpan<short> codes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(codes.Length, _columns);
        OfferedInputs += codes.Length;
        if (_columns == _codes.Length)
        {
            fixed (short* whole = codes)
            {
                Multiply(whole);
            }
        }
        else
        {
            codes.CopyTo(_codes.Span);
            Multiply(_codes.Pointer);
        }

        // The kernels see only pointers.
        GC.KeepAlive(this);
    }

    /// <summary>The product, requantised row by row.</summary>
    public void Requantize(Requantizer requantizer, Span<short> output) => _sums.Requantize(requantizer, 0, output);

    /// <summary>The product, requantised row by row to 32 bits.</summary>
    public void Requantize(Requantizer requantizer, Span<int> output) => _sums.Requantize(requantizer, 0, output);

    /// <summary>The exact accumulator of a row.</summary>
    public long Accumulator(int row) => _sums.At(0, row);

    // Codes with their padding.
    private void Multiply(short* codes)
    {
        if (_held is null)
        {
            UpdatedInputs += _columns;
            Dense(codes);
        }
        else
        {
            int changes = _held.Find(codes);
            UpdatedInputs += changes;
            Update(_held, codes, changes);
        }
    }

    private void Update(HeldInputs held, short* codes, int changes)
    {
        if (_narrow?.PrefersDense(held, changes) ?? changes > MostChanges)
        {
            held.Hold(codes);
            Dense(held.Codes);
        }
        else if (changes > 0)
        {
            _narrow?.Delta(codes, held);
            _wide?.Delta(codes, held);
            held.Hold(codes);
        }
    }

    private void Dense(short* codes)
    {
        _narrow?.Dense(codes);
        _wide?.Dense(codes);
    }
}
