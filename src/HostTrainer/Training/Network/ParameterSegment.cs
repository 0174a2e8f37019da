namespace HostTrainer.Training.Network;

/// <summary>One named tensor inside the flat parameter buffer.</summary>
/// <param name="Name">Tensor name as in checkpoints, for example <c>L0.weight</c>.</param>
/// <param name="Offset">First element, a multiple of 16.</param>
/// <param name="Rows">Rows; 1 for a vector.</param>
/// <param name="Columns">Columns.</param>
/// <param name="IsMatrix">True for weights of a matrix product, which weight decay applies to; false for biases and recurrent vectors.</param>
public sealed record ParameterSegment(string Name, int Offset, int Rows, int Columns, bool IsMatrix)
{
    /// <summary>Number of elements.</summary>
    public int Length => Rows * Columns;
}
