using Edge.Runtime.Model;

using HostTrainer.Training.Numerics;
using HostTrainer.Training.Quantized;

namespace HostTrainer.Training.Network;

/// <summary>
/// A gated layer through time in one direction, all utterances of a batch together: the recurrent products of a step are one matrix product over the
/// utterances. Rows are in the order of <see cref="TimeMajorOrder"/>.
/// </summary>
internal sealed unsafe class GatedDirection : IDisposable
{
    private readonly NetworkTopology _topology;
    private readonly IGatedCell _cell;
    private readonly RecurrentProduct _recurrent;
    private readonly RecurrentProduct _candidate;
    private readonly int _units;
    private readonly bool _reverse;
    private readonly AlignedBuffer _gatedInput = new();
    private readonly AlignedBuffer _previousCell = new();
    private readonly AlignedBuffer _cellOutput = new();
    private readonly AlignedBuffer _carry = new();
    private readonly AlignedBuffer _cellCarry = new();
    private readonly AlignedBuffer _productGradient = new();
    private TimeMajorOrder _order = new();
    private float* _states;
    private float* _mask;
    private int _maskStride;

    /// <summary>Creates a direction of a layer.</summary>
    /// <param name="layout">The network's parameters.</param>
    /// <param name="layer">Index of the layer.</param>
    /// <param name="direction">0 runs forwards in time, 1 backwards.</param>
    /// <param name="gemm">Products; shared by the passes of one thread.</param>
    /// <param name="rounding">Rounds what enters the recurrent matrices; null leaves it.</param>
    public GatedDirection(ParameterLayout layout, int layer, int direction, Gemm gemm, ActivationRounding? rounding)
    {
        _topology = layout.Topology;
        _cell = IGatedCell.Of(_topology.Cell);
        _units = _topology.Hidden;
        _reverse = direction == 1;
        int input = _topology.InputIndex(layer);
        _recurrent = new RecurrentProduct(layout, input + 1, direction, gemm, rounding);
        _candidate = new RecurrentProduct(layout, input + 2, direction, gemm, rounding);
    }

    /// <summary>
    /// Rows of (gate, unit): before <see cref="Forward"/> what the input adds to the pre-activations, after <see cref="Backward"/> the gradients of the
    /// pre-activations.
    /// </summary>
    public AlignedBuffer Gates { get; } = new();

    /// <summary>Outputs of the step before.</summary>
    public AlignedBuffer Previous { get; } = new();

    /// <summary>What enters the candidate's recurrent matrix, before rounding.</summary>
    public AlignedBuffer CandidateInput => _cell.GatesCandidateInput ? _gatedInput : Previous;

    /// <summary>Outputs; before <see cref="Backward"/> their gradients are written here.</summary>
    public AlignedBuffer Output { get; } = new();

    /// <summary>Makes room for a number of rows.</summary>
    public void Resize(int rows)
    {
        int units = rows * _units;
        Gates.Resize(units * _topology.Gates);
        Previous.Resize(units);
        Output.Resize(units);
        _gatedInput.Resize(_cell.GatesCandidateInput ? units : 0);
        _previousCell.Resize(_cell.HasCellState ? units : 0);
        _cellOutput.Resize(_cell.HasCellState ? units : 0);
    }

    /// <summary>Runs over all steps.</summary>
    /// <param name="parameters">Flat parameters.</param>
    /// <param name="order">Rows of the batch.</param>
    /// <param name="states">Receives the cell states, if the cell has any; must live until the backward pass.</param>
    /// <param name="mask">Dropout factors of the candidate, one row per rank.</param>
    /// <param name="maskStride">Elements between rows of <paramref name="mask"/>.</param>
    public void Forward(float* parameters, TimeMajorOrder order, float* states, float* mask, int maskStride)
    {
        _order = order;
        _states = states;
        _mask = mask;
        _maskStride = maskStride;
        _recurrent.Prepare(parameters, Previous);
        _candidate.Prepare(parameters, CandidateInput);
        for (int i = 0; i < order.Steps; i++)
        {
            int t = _reverse ? order.Steps - 1 - i : i;
            GatedStep step = At(t);
            CopyBefore(t, Output.Pointer, step.Previous);
            if (_cell.HasCellState)
            {
                CopyBefore(t, _states, step.PreviousCell);
            }

            int first = order.Start(t);
            _recurrent.Add(first, step.Rows, step.Gates, _units * _topology.Gates);
            _cell.OpenCandidate(step);
            _candidate.Add(first, step.Rows, step.Gates + CandidateColumn, _units * _topology.Gates);
            _cell.Close(step);
        }
    }

    /// <summary>Back-propagation through time from the gradients in <see cref="Output"/>.</summary>
    /// <param name="parameters">The parameters of the forward pass.</param>
    /// <param name="gradients">Flat gradients, added to.</param>
    public void Backward(float* parameters, float* gradients)
    {
        int rows = _order.Count(0);
        ClearCarry(_carry, rows);
        ClearCarry(_cellCarry, _cell.HasCellState ? rows : 0);
        _productGradient.Resize(rows * _units);
        _recurrent.PrepareBackward(parameters);
        _candidate.PrepareBackward(parameters);
        for (int i = _order.Steps - 1; i >= 0; i--)
        {
            BackwardStep(_reverse ? _order.Steps - 1 - i : i);
        }

        int all = _order.Start(_order.Steps);
        _recurrent.AddWeightGradient(all, Gates.Pointer, _units * _topology.Gates, gradients);
        _candidate.AddWeightGradient(all, Gates.Pointer + CandidateColumn, _units * _topology.Gates, gradients);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (AlignedBuffer buffer in (ReadOnlySpan<AlignedBuffer>)
            [Gates, Previous, Output, _gatedInput, _previousCell, _cellOutput, _carry, _cellCarry, _productGradient])
        {
            buffer.Dispose();
        }

        _recurrent.Dispose();
        _candidate.Dispose();
    }

    private int CandidateColumn => (_topology.Gates - 1) * _units;

    private void BackwardStep(int t)
    {
        GatedStep step = At(t);
        int first = _order.Start(t), count = step.Rows * _units, stride = _units * _topology.Gates;
        VectorMath.AddTo(step.OutputGradient, step.PreviousGradient, count);
        _cell.CloseBackward(step);
        _candidate.InputGradient(first, step.Rows, step.Gates + CandidateColumn, stride, step.CandidateInputGradient);
        _cell.OpenCandidateBackward(step);
        _recurrent.InputGradient(first, step.Rows, step.Gates, stride, _productGradient.Pointer);
        VectorMath.AddTo(step.PreviousGradient, _productGradient.Pointer, count);
    }

    private GatedStep At(int t)
    {
        long at = (long)_order.Start(t) * _units;
        return new GatedStep
        {
            Rows = _order.Count(t),
            Units = _units,
            Gates = Gates.Pointer + (at * _topology.Gates),
            Previous = Previous.Pointer + at,
            CandidateInput = CandidateInput.Pointer + at,
            Output = Output.Pointer + at,
            PreviousCell = _previousCell.Pointer + at,
            Cell = _states + at,
            CellOutput = _cellOutput.Pointer + at,
            Mask = _mask,
            MaskStride = _maskStride,
            OutputGradient = Output.Pointer + at,
            PreviousGradient = _carry.Pointer,
            CellGradient = _cellCarry.Pointer,
            CandidateInputGradient = _productGradient.Pointer,
        };
    }

    /// <summary>Copies the rows of the step before <paramref name="t"/>; utterances that begin with this step get zeros.</summary>
    private void CopyBefore(int t, float* source, float* target)
    {
        int before = _reverse ? t + 1 : t - 1;
        int known = Math.Min(_order.Count(before), _order.Count(t)) * _units;
        Span<float> rows = new(target, _order.Count(t) * _units);
        if (known > 0)
        {
            new ReadOnlySpan<float>(source + ((long)_order.Start(before) * _units), known).CopyTo(rows);
        }

        rows[known..].Clear();
    }

    /// <summary>Gradients that later steps pass on, one row per rank. Rows of utterances that are not reached yet stay zero.</summary>
    private void ClearCarry(AlignedBuffer carry, int rows)
    {
        carry.Resize(rows * _units);
        carry.Clear();
    }
}
