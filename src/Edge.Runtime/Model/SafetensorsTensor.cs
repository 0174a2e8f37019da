using System.Runtime.InteropServices;

using Edge.Runtime.Errors;

namespace Edge.Runtime.Model;

/// <summary>One tensor of a safetensors file: little-endian, row-major.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">safetensors dtype: <c>F32</c>, <c>I16</c>, <c>I32</c>, <c>I64</c>, <c>U8</c>, ...</param>
/// <param name="Shape">Extents, outermost first.</param>
/// <param name="Data">The raw bytes.</param>
public sealed record SafetensorsTensor(string Name, string ElementType, IReadOnlyList<int> Shape, ReadOnlyMemory<byte> Data)
{
    /// <summary>A float32 tensor.</summary>
    public static SafetensorsTensor Of(string name, IReadOnlyList<int> shape, ReadOnlySpan<float> values) =>
        new(name, "F32", shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>An int16 tensor.</summary>
    public static SafetensorsTensor Of(string name, IReadOnlyList<int> shape, ReadOnlySpan<short> values) =>
        new(name, "I16", shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>Bytes of one element, or 0 for a type this code does not know.</summary>
    public static int ElementSize(string elementType) => elementType switch
    {
        "U8" or "I8" or "BOOL" => 1,
        "I16" or "U16" or "F16" or "BF16" => 2,
        "F32" or "I32" or "U32" => 4,
        "F64" or "I64" or "U64" => 8,
        _ => 0,
    };

    /// <summary>The values of a float32 tensor of the given shape.</summary>
    /// <exception cref="EdgeException">Type or shape is another.</exception>
    public float[] ToSingles(string where, params ReadOnlySpan<int> shape) => Values<float>("F32", where, shape);

    /// <summary>The values of an int16 tensor of the given shape.</summary>
    /// <exception cref="EdgeException">Type or shape is another.</exception>
    public short[] ToInt16(string where, params ReadOnlySpan<int> shape) => Values<short>("I16", where, shape);

    /// <summary>The values of a tensor of unsigned bytes of the given shape.</summary>
    /// <exception cref="EdgeException">Type or shape is another.</exception>
    public byte[] ToBytes(string where, params ReadOnlySpan<int> shape) => Values<byte>("U8", where, shape);

    private T[] Values<T>(string elementType, string where, ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        if (ElementType != elementType || !shape.SequenceEqual([.. Shape]))
        {
            throw EdgeException.BadInput(
                $"tensor {Name} is {ElementType} [{string.Join(' ', Shape)}], expected {elementType} [{string.Join(' ', shape.ToArray())}]",
                where,
                "the file does not fit its topology; export the model again");
        }

        return MemoryMarshal.Cast<byte, T>(Data.Span).ToArray();
    }
}
