using Edge.Runtime.Model;

using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Checkpoints;

/// <summary>Moves flat parameter buffers to and from named float32 tensors.</summary>
internal static class TensorStore
{
    /// <summary>Adds one tensor per segment.</summary>
    public static void Add(Dictionary<string, SafetensorsTensor> tensors, string prefix, ParameterLayout layout, AlignedBuffer buffer)
    {
        foreach (ParameterSegment segment in layout.Segments)
        {
            string name = prefix + segment.Name;
            tensors.Add(name, SafetensorsTensor.Of(name, Shape(segment), (ReadOnlySpan<float>)buffer.Span.Slice(segment.Offset, segment.Length)));
        }
    }

    /// <summary>Fills a buffer from a file's tensors.</summary>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">A tensor is missing or has another shape.</exception>
    public static void Read(SafetensorsFile file, string where, string prefix, ParameterLayout layout, AlignedBuffer buffer)
    {
        buffer.Clear();
        foreach (ParameterSegment segment in layout.Segments)
        {
            float[] values = file.Tensor(prefix + segment.Name, where).ToSingles(where, Shape(segment));
            values.CopyTo(buffer.Span[segment.Offset..]);
        }
    }

    /// <summary>A single row is stored as a vector.</summary>
    private static int[] Shape(ParameterSegment segment) => segment.Rows == 1 ? [segment.Columns] : [segment.Rows, segment.Columns];
}
