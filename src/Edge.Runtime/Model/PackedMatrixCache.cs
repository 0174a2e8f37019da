using System.Collections.Concurrent;

using Edge.Runtime.Kernels;

namespace Edge.Runtime.Model;

/// <summary>
/// Packed matrices of one model by layer, bits and scale mode, so that plans which share a layer's precision share its
/// memory and are quantised once. Thread-safe.
/// </summary>
public sealed class PackedMatrixCache(RecognizerModel model)
{
    private readonly ConcurrentDictionary<(int Layer, int Bits, bool PerMatrix), Lazy<(PackedMatrix, double[])>> _packed = new();

    /// <summary>The packed matrix of a layer and the value of a code per row.</summary>
    internal (PackedMatrix Matrix, double[] Steps) Get(int layer, int bits, bool perMatrix) =>
        _packed.GetOrAdd((layer, bits, perMatrix), key => new Lazy<(PackedMatrix, double[])>(() => Pack(key.Layer, key.Bits, key.PerMatrix))).Value;

    private (PackedMatrix, double[]) Pack(int layer, int bits, bool perMatrix)
    {
        QuantizedMatrix quantized = model.Quantize(layer, bits, perMatrix);
        return (new PackedMatrix(quantized), quantized.Steps);
    }
}
