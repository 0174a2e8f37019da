namespace Edge.Runtime.Model;

/// <summary>One matrix-vector product of a network.</summary>
/// <param name="Name">Layer name: <c>L0 Pr1 L1 ... FC</c>, or <c>x0 h0 c0 x1 ... FC</c>.</param>
/// <param name="Role">What it does.</param>
/// <param name="Layer">Recurrent layer it belongs to, from 0; for <see cref="MatrixRole.Output"/> the number of layers.</param>
/// <param name="Rows">Outputs, both directions together.</param>
/// <param name="Columns">Inputs; for <see cref="MatrixRole.Recurrent"/> and <see cref="MatrixRole.Candidate"/> those of one direction.</param>
public sealed record MatrixShape(string Name, MatrixRole Role, int Layer, int Rows, int Columns)
{
    /// <summary>Recurrent layer whose output enters it, straight or through a projection; -1 for the features.</summary>
    public int Source => Role is MatrixRole.Recurrent or MatrixRole.Candidate ? Layer : Layer - 1;

    /// <summary>Number of weights, which is also the multiply-accumulates of one frame.</summary>
    public int Weights => checked(Rows * Columns);
}
