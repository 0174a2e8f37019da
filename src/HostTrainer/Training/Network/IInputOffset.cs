namespace HostTrainer.Training.Network;

/// <summary>What happens to a gated layer's input product before the gates: batch normalisation, or its folded form, a bias.</summary>
internal unsafe interface IInputOffset : IDisposable
{
    /// <summary>Computes the input's part of the pre-activations.</summary>
    /// <param name="parameters">Flat parameters.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="products">W x, row-major.</param>
    /// <param name="target">Receives the result, row-major.</param>
    void Forward(float* parameters, int rows, float* products, float* target);

    /// <summary>From the gradient of the result: adds to the parameters' gradients and overwrites the products by their gradient.</summary>
    /// <param name="parameters">The parameters of the forward pass.</param>
    /// <param name="gradients">Flat gradients, added to.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="products">W x; receives its gradient.</param>
    /// <param name="gradient">Gradient of the result.</param>
    void Backward(float* parameters, float* gradients, int rows, float* products, float* gradient);

    /// <summary>Adds the statistics of the last forward pass, if there are any.</summary>
    void AddStatistics(NormalizationTally tally);
}
