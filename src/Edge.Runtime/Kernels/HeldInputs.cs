namespace Edge.Runtime.Kernels;

/// <summary>The codes a delta product last transmitted, and which of them a new frame changes.</summary>
internal sealed unsafe class HeldInputs
{
    private readonly AlignedBuffer<short> _held;
    private readonly AlignedBuffer<uint> _masks;
    private readonly int _threshold;

    /// <summary>Nothing transmitted yet: every held code is 0.</summary>
    public HeldInputs(int columns, int threshold)
    {
        Length = InputPlanes.Padded(columns);
        _held = new AlignedBuffer<short>(Length);
        _masks = new AlignedBuffer<uint>(Length / InputChanges.MaskInputs);
        _threshold = threshold;
    }

    /// <summary>Padded length of the vectors.</summary>
    public int Length { get; }

    /// <summary>Held codes.</summary>
    public short* Codes => _held.Pointer;

    /// <summary>Marks of the inputs found last.</summary>
    public uint* Masks => _masks.Pointer;

    /// <summary>Marks what a frame changes; returns how many.</summary>
    public int Find(short* codes) => InputChanges.Find(codes, _held.Pointer, Length, _threshold, _masks.Pointer);

    /// <summary>Takes over what a frame changes.</summary>
    public void Hold(short* codes)
    {
        if (_threshold == 0)
        {
            new ReadOnlySpan<short>(codes, Length).CopyTo(_held.Span);
        }
        else
        {
            InputChanges.Hold(codes, _held.Pointer, Length, _threshold);
        }
    }

    /// <summary>Goes back to the start of a stream.</summary>
    public void Reset() => _held.Span.Clear();
}
