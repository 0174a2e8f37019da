namespace HostTrainer.Training.Network;

/// <summary>
/// What the element-wise part of a gated cell works on: one time step of one direction, one row per utterance. Rows have <see cref="Units"/> elements if
/// nothing else is said.
/// </summary>
internal unsafe struct GatedStep
{
    /// <summary>Rows of the step.</summary>
    public int Rows;

    /// <summary>Units of the direction, a multiple of 16.</summary>
    public int Units;

    /// <summary>
    /// Rows of (gate, unit), the candidate last. Pre-activations, then activations, then the gradients of the pre-activations.
    /// </summary>
    public float* Gates;

    /// <summary>Output of the step before.</summary>
    public float* Previous;

    /// <summary>What enters the candidate's recurrent matrix; <see cref="Previous"/> itself unless the cell gates it.</summary>
    public float* CandidateInput;

    /// <summary>Output of the step.</summary>
    public float* Output;

    /// <summary>Cell state before the step; only for cells that have one.</summary>
    public float* PreviousCell;

    /// <summary>Cell state after the step.</summary>
    public float* Cell;

    /// <summary>tanh of <see cref="Cell"/>.</summary>
    public float* CellOutput;

    /// <summary>Dropout factors of the candidate.</summary>
    public float* Mask;

    /// <summary>Elements between rows of <see cref="Mask"/>.</summary>
    public int MaskStride;

    /// <summary>Gradient with respect to <see cref="Output"/>, what later steps contribute included.</summary>
    public float* OutputGradient;

    /// <summary>Receives the gradient with respect to <see cref="Previous"/>.</summary>
    public float* PreviousGradient;

    /// <summary>Gradient with respect to <see cref="Cell"/> from later steps; becomes that of <see cref="PreviousCell"/>.</summary>
    public float* CellGradient;

    /// <summary>Gradient with respect to <see cref="CandidateInput"/>.</summary>
    public float* CandidateInputGradient;
}
