using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>
/// LSTM without peepholes: <c>i, f, o = s(x + h), g = tanh(xg + cg), c = f c' + i g m, out = o tanh(c)</c> with dropout factors m. Gates in the order i, f, o, g.
/// </summary>
internal sealed unsafe class LstmCell : IGatedCell
{
    private const int Width = 16;

    /// <inheritdoc/>
    public bool HasCellState => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Close(in GatedStep step)
    {
        int units = step.Units;
        for (int row = 0; row < step.Rows; row++)
        {
            float* gates = step.Gates + ((long)row * 4 * units);
            float* mask = step.Mask + ((long)row * step.MaskStride);
            long first = (long)row * units;
            for (int j = 0; j < units; j += Width)
            {
                Vector512<float> input = VectorMath.Sigmoid(Vector512.Load(gates + j));
                Vector512<float> forget = VectorMath.Sigmoid(Vector512.Load(gates + units + j));
                Vector512<float> output = VectorMath.Sigmoid(Vector512.Load(gates + (2 * units) + j));
                Vector512<float> candidate = VectorMath.Tanh(Vector512.Load(gates + (3 * units) + j));
                Vector512<float> cell = (forget * Vector512.Load(step.PreviousCell + first + j)) + (input * candidate * Vector512.Load(mask + j));
                Vector512<float> cellOutput = VectorMath.Tanh(cell);
                input.Store(gates + j);
                forget.Store(gates + units + j);
                output.Store(gates + (2 * units) + j);
                candidate.Store(gates + (3 * units) + j);
                cell.Store(step.Cell + first + j);
                cellOutput.Store(step.CellOutput + first + j);
                (output * cellOutput).Store(step.Output + first + j);
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CloseBackward(in GatedStep step)
    {
        int units = step.Units;
        Vector512<float> one = Vector512<float>.One;
        for (int row = 0; row < step.Rows; row++)
        {
            float* gates = step.Gates + ((long)row * 4 * units);
            float* mask = step.Mask + ((long)row * step.MaskStride);
            long first = (long)row * units;
            for (int j = 0; j < units; j += Width)
            {
                Vector512<float> input = Vector512.Load(gates + j);
                Vector512<float> forget = Vector512.Load(gates + units + j);
                Vector512<float> output = Vector512.Load(gates + (2 * units) + j);
                Vector512<float> candidate = Vector512.Load(gates + (3 * units) + j);
                Vector512<float> cellOutput = Vector512.Load(step.CellOutput + first + j);
                Vector512<float> gradient = Vector512.Load(step.OutputGradient + first + j);
                Vector512<float> cellGradient = Vector512.Load(step.CellGradient + first + j)
                    + (gradient * output * (one - (cellOutput * cellOutput)));
                Vector512<float> entered = cellGradient * Vector512.Load(mask + j);
                (entered * candidate * input * (one - input)).Store(gates + j);
                (cellGradient * Vector512.Load(step.PreviousCell + first + j) * forget * (one - forget)).Store(gates + units + j);
                (gradient * cellOutput * output * (one - output)).Store(gates + (2 * units) + j);
                (entered * input * (one - (candidate * candidate))).Store(gates + (3 * units) + j);
                (cellGradient * forget).Store(step.CellGradient + first + j);
                Vector512<float>.Zero.Store(step.PreviousGradient + first + j);
            }
        }
    }
}
