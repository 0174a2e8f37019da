namespace HostTrainer.Training.Network;

/// <summary>
/// What the recurrence of one layer in one direction works on. All pointers are at row 0 and at this direction's first unit;
/// activations are row-major, weights are one vector each.
/// </summary>
internal unsafe struct RecurrenceData
{
    /// <summary>Units of the direction, a multiple of 16.</summary>
    public int Units;

    /// <summary>Elements between rows of <see cref="Products"/>.</summary>
    public int ProductStride;

    /// <summary>Elements between rows of <see cref="Forget"/>, <see cref="Reset"/>, <see cref="Cell"/>, <see cref="Output"/>.</summary>
    public int UnitStride;

    /// <summary>Elements between rows of <see cref="Highway"/> and <see cref="HighwayGradient"/>.</summary>
    public int HighwayStride;

    /// <summary>Candidate, forget, reset (and highway) products; the backward pass overwrites them with their gradients.</summary>
    public float* Products;

    /// <summary>The highway input x' before scaling.</summary>
    public float* Highway;

    /// <summary>Factor on the highway input: 1 in layer 0, the skip scale above.</summary>
    public float HighwayScale;

    /// <summary>Forget gate after the sigmoid.</summary>
    public float* Forget;

    /// <summary>Reset gate after the sigmoid.</summary>
    public float* Reset;

    /// <summary>Cell state.</summary>
    public float* Cell;

    /// <summary>Layer output; in the backward pass its gradient is in <see cref="OutputGradient"/>.</summary>
    public float* Output;

    /// <summary>Recurrent weight of the forget gate.</summary>
    public float* ForgetRecurrent;

    /// <summary>Recurrent weight of the reset gate.</summary>
    public float* ResetRecurrent;

    /// <summary>Bias of the forget gate.</summary>
    public float* ForgetBias;

    /// <summary>Bias of the reset gate.</summary>
    public float* ResetBias;

    /// <summary>Gradient with respect to the output.</summary>
    public float* OutputGradient;

    /// <summary>Receives the gradient with respect to the highway input (overwritten).</summary>
    public float* HighwayGradient;

    /// <summary>Gradients of the four weight vectors (added to): forget recurrent, reset recurrent, forget bias, reset bias.</summary>
    public float* ForgetRecurrentGradient;

    /// <inheritdoc cref="ForgetRecurrentGradient"/>
    public float* ResetRecurrentGradient;

    /// <inheritdoc cref="ForgetRecurrentGradient"/>
    public float* ForgetBiasGradient;

    /// <inheritdoc cref="ForgetRecurrentGradient"/>
    public float* ResetBiasGradient;
}
