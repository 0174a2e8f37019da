using System.Collections.Concurrent;

using Edge.Runtime.Kernels;

namespace Edge.Runtime.Model;

/// <summary>
/// Packed matrices of one model by layer, bits and scale mode, so that plans which share a layer's precision share its
/// memory and are quantised once. Thread-safe.
/// </summary>
public sealed class PackedMatrixCache(RecognizerModel model)
{
    private readonly ConcurrentDictionary<(int Layer, int Bits, bool PerMatrix), Lazy<(PackedMatrix[], double[])>> _packed = new();

    /// <summary>The packed matrix of a layer and the value of a code per row.</summary>
    /// <returns>Parts: one, or for h and c of a bidirectional network the rows of either direction; steps of all rows.</returns>
    internal (PackedMatrix[] Parts, double[] Steps) Get(int layer, int bits, bool perMatrix) =>
        _packed.GetOrAdd((layer, bits, perMatrix), key => new Lazy<(PackedMatrix[], double[])>(() => Pack(key.Layer, key.Bits, key.PerMatrix))).Value;

    private (PackedMatrix[], double[]) Pack(int layer, int bits, bool perMatrix)
    {
        QuantizedMatrix quantized = model.Quantize(layer, bits, perMatrix);
        bool recurrent = model.Topology.Matrices()[layer].Role is MatrixRole.Recurrent or MatrixRole.Candidate;
        return ([.. Split(quantized, recurrent ? model.Topology.Directions : 1).Select(part => new PackedMatrix(part))], quantized.Steps);
    }

    private static IEnumerable<QuantizedMatrix> Split(QuantizedMatrix matrix, int parts)
    {
        int rows = matrix.Rows / parts;
        return Enumerable.Range(0, parts).Select(p => matrix with
        {
            Rows = rows,
            Codes = matrix.Codes[(p * rows * matrix.Columns)..((p + 1) * rows * matrix.Columns)],
            Steps = matrix.Steps[(p * rows)..((p + 1) * rows)],
        });
    }
}
