namespace Edge.Telemetry.Platforms;

/// <summary>One matrix-vector product of a workload.</summary>
/// <param name="Name">Layer name, such as <c>L0</c>, <c>Pr1</c>, <c>FC</c>.</param>
/// <param name="Weights">Weights stored, at least 0.</param>
/// <param name="Macs">Multiply-accumulates per inference step, at least 0.</param>
/// <param name="Rows">Outputs of the matrix; 0 where only counts are known.</param>
/// <param name="Columns">Inputs of the matrix; 0 where only counts are known.</param>
/// <param name="OperationShare">Share of all operations that a publication counts for this layer; null for its multiply-accumulates over the total.</param>
/// <param name="WideWeightShare">Share of the weights that stay at 16 bits whatever the precision (a skipped path), 0 to 1.</param>
/// <param name="WideMacShare">Share of the multiply-accumulates that stay at 16 x 16 bits, 0 to 1.</param>
public sealed record WorkloadLayer(
    string Name,
    long Weights,
    long Macs,
    int Rows = 0,
    int Columns = 0,
    double? OperationShare = null,
    double WideWeightShare = 0,
    double WideMacShare = 0)
{
    /// <summary>True when the dimensions of the matrix are known.</summary>
    public bool HasShape => Rows > 0 && Columns > 0;

    /// <summary>Bits that are stored at a weight width.</summary>
    /// <param name="weightBits">Width of the weights that do not stay at 16 bits.</param>
    public double StoredBits(int weightBits) => Weights * ((weightBits * (1 - WideWeightShare)) + (Workload.VectorBits * WideWeightShare));
}
