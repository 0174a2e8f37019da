using System.Runtime.InteropServices;

namespace HostTrainer.Training.Numerics;

/// <summary>A growable block of floats outside the managed heap, aligned to 64 bytes so that full-width vector loads never split a cache line.</summary>
public sealed unsafe class AlignedBuffer : IDisposable
{
    private const int Alignment = 64;

    private float* _pointer;
    private int _capacity;

    /// <summary>Creates a zeroed buffer.</summary>
    /// <param name="length">Elements, at least 0.</param>
    public AlignedBuffer(int length = 0)
    {
        Resize(length);
        Clear();
    }

    /// <summary>Frees the memory when the owner forgot to.</summary>
    ~AlignedBuffer() => NativeMemory.AlignedFree(_pointer);

    /// <summary>Elements in use.</summary>
    public int Length { get; private set; }

    /// <summary>First element. Valid until the next <see cref="Resize"/> or <see cref="Dispose"/>.</summary>
    public float* Pointer => _pointer;

    /// <summary>The elements as a span; same lifetime as <see cref="Pointer"/>.</summary>
    public Span<float> Span => new(_pointer, Length);

    /// <summary>Sets the length. Contents are undefined when the buffer has to grow, untouched otherwise.</summary>
    public void Resize(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length > _capacity || _pointer is null)
        {
            NativeMemory.AlignedFree(_pointer);
            _pointer = null;
            _capacity = Math.Max(16, (length + 15) & ~15);
            _pointer = (float*)NativeMemory.AlignedAlloc((nuint)_capacity * sizeof(float), Alignment);
        }

        Length = length;
    }

    /// <summary>Sets every element in use to zero.</summary>
    public void Clear() => Span.Clear();

    /// <summary>Copies all elements of a buffer of the same length.</summary>
    public void CopyFrom(AlignedBuffer source) => source.Span.CopyTo(Span);

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
        _capacity = 0;
        Length = 0;
        GC.SuppressFinalize(this);
    }
}
