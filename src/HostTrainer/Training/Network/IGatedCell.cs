using Edge.Runtime.Model;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>
/// The element-wise part of a gated cell in one time step, between the recurrent products: gates' products, <see cref="OpenCandidate"/>, candidate's product,
/// <see cref="Close"/>; backwards <see cref="CloseBackward"/>, the candidate's product, <see cref="OpenCandidateBackward"/>, the gates' products.
/// What concerns the candidate's input holds as it stands here for a cell whose candidate sees the previous output itself.
/// </summary>
internal unsafe interface IGatedCell
{
    /// <summary>True for a cell with a state beside its output.</summary>
    bool HasCellState { get; }

    /// <summary>True for a cell whose candidate sees something else than the previous output.</summary>
    bool GatesCandidateInput => false;

    /// <summary>Computes what enters the candidate's recurrent matrix. The gates' pre-activations are complete.</summary>
    void OpenCandidate(in GatedStep step)
    {
    }

    /// <summary>Computes the step's output, and its state if there is one. All pre-activations are complete.</summary>
    void Close(in GatedStep step);

    /// <summary>
    /// From the gradients of output and state: the gradients of the pre-activations, except those that follow from the candidate's input, and the direct part
    /// of the previous output's gradient, which is overwritten.
    /// </summary>
    void CloseBackward(in GatedStep step);

    /// <summary>From the gradient of the candidate's input: the rest of the pre-activations' gradients and of the previous output's.</summary>
    void OpenCandidateBackward(in GatedStep step) =>
        VectorMath.AddTo(step.PreviousGradient, step.CandidateInputGradient, step.Rows * step.Units);

    /// <summary>The cell of a kind.</summary>
    /// <param name="kind">A gated cell.</param>
    static IGatedCell Of(CellKind kind) => kind switch
    {
        CellKind.Lstm => new LstmCell(),
        CellKind.Gru => new GruCell(),
        CellKind.LiGru => new LiGruCell(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a gated cell"),
    };
}
