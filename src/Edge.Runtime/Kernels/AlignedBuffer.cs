using System.Runtime.InteropServices;

namespace Edge.Runtime.Kernels;

/// <summary>Zeroed native memory on a 64-byte boundary, freed when collected. Kernels read it through pointers.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal sealed unsafe class AlignedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    /// <summary>Allocates zeroed memory.</summary>
    public AlignedBuffer(int length)
    {
        Length = length;
        nuint bytes = (nuint)Math.Max(Alignment, checked((long)length * sizeof(T)));
        Pointer = (T*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(Pointer, bytes);
    }

    ~AlignedBuffer() => NativeMemory.AlignedFree(Pointer);

    /// <summary>The first element.</summary>
    public T* Pointer { get; }

    /// <summary>Number of elements.</summary>
    public int Length { get; }

    /// <summary>The elements.</summary>
    public Span<T> Span => new(Pointer, Length);
}
