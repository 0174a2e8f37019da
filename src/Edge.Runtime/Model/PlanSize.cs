namespace Edge.Runtime.Model;

/// <summary>What a plan's weights take, everything included.</summary>
/// <param name="MatrixBytes">Weight codes at their bits.</param>
/// <param name="VectorBytes">16-bit recurrent vectors and biases.</param>
/// <param name="ScaleBytes">Four bytes per scale of every matrix below 16 bits: one per row, or one per matrix in "paper" mode.</param>
/// <param name="Float32Bytes">The same network in 32-bit floats.</param>
public sealed record PlanSize(long MatrixBytes, long VectorBytes, long ScaleBytes, long Float32Bytes)
{
    private const int BytesPerScale = 4;

    /// <summary>All weight bytes.</summary>
    public long Total => MatrixBytes + VectorBytes + ScaleBytes;

    /// <summary>How many times smaller than 32-bit floats.</summary>
    public double Compression => (double)Float32Bytes / Total;

    /// <summary>Measures a plan.</summary>
    public static PlanSize Of(NetworkTopology topology, PrecisionPlan plan)
    {
        long matrixBits = 0, scales = 0, weights = 0;
        foreach ((MatrixShape shape, LayerPrecision layer) in topology.Matrices().Zip(plan.Layers))
        {
            weights += shape.Weights;
            matrixBits += (long)shape.Weights * layer.WeightBits;
            scales += layer.WeightBits == 16 ? 0 : plan.PerMatrixScale ? 1 : shape.Rows;
        }

        int vectors = topology.VectorElements();
        return new PlanSize((matrixBits + 7) / 8, 2L * vectors, BytesPerScale * scales, 4 * (weights + vectors));
    }
}
