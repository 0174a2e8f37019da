namespace Edge.Runtime.Model;

/// <summary>One matrix-vector product of a network.</summary>
/// <param name="Name">Layer name: <c>L0 Pr1 L1 ... FC</c>.</param>
/// <param name="Rows">Outputs.</param>
/// <param name="Columns">Inputs.</param>
public sealed record MatrixShape(string Name, int Rows, int Columns)
{
    /// <summary>Number of weights, which is also the multiply-accumulates of one frame.</summary>
    public int Weights => checked(Rows * Columns);
}
