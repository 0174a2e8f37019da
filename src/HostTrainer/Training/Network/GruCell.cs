using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>
/// GRU: <c>z, r = s(x + h), g = tanh(xg + C (r out')), out = z out' + (1 - z) g m</c> with dropout factors m. Gates in the order z, r, g.
/// </summary>
internal sealed unsafe class GruCell : IGatedCell
{
    private const int Width = 16;

    /// <inheritdoc/>
    public bool HasCellState => false;

    /// <inheritdoc/>
    public bool GatesCandidateInput => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void OpenCandidate(in GatedStep step)
    {
        int units = step.Units;
        for (int row = 0; row < step.Rows; row++)
        {
            float* gates = step.Gates + ((long)row * 3 * units);
            long first = (long)row * units;
            for (int j = 0; j < units; j += Width)
            {
                Vector512<float> reset = VectorMath.Sigmoid(Vector512.Load(gates + units + j));
                VectorMath.Sigmoid(Vector512.Load(gates + j)).Store(gates + j);
                reset.Store(gates + units + j);
                (reset * Vector512.Load(step.Previous + first + j)).Store(step.CandidateInput + first + j);
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Close(in GatedStep step)
    {
        int units = step.Units;
        for (int row = 0; row < step.Rows; row++)
        {
            float* gates = step.Gates + ((long)row * 3 * units);
            float* mask = step.Mask + ((long)row * step.MaskStride);
            long first = (long)row * units;
            for (int j = 0; j < units; j += Width)
            {
                Vector512<float> candidate = VectorMath.Tanh(Vector512.Load(gates + (2 * units) + j));
                candidate.Store(gates + (2 * units) + j);
                Vector512<float> fresh = candidate * Vector512.Load(mask + j);
                (fresh + (Vector512.Load(gates + j) * (Vector512.Load(step.Previous + first + j) - fresh))).Store(step.Output + first + j);
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
            float* gates = step.Gates + ((long)row * 3 * units);
            float* mask = step.Mask + ((long)row * step.MaskStride);
            long first = (long)row * units;
            for (int j = 0; j < units; j += Width)
            {
                Vector512<float> update = Vector512.Load(gates + j);
                Vector512<float> candidate = Vector512.Load(gates + (2 * units) + j);
                Vector512<float> factor = Vector512.Load(mask + j);
                Vector512<float> gradient = Vector512.Load(step.OutputGradient + first + j);
                Vector512<float> change = Vector512.Load(step.Previous + first + j) - (candidate * factor);
                (gradient * change * update * (one - update)).Store(gates + j);
                (gradient * (one - update) * factor * (one - (candidate * candidate))).Store(gates + (2 * units) + j);
                (gradient * update).Store(step.PreviousGradient + first + j);
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void OpenCandidateBackward(in GatedStep step)
    {
        int units = step.Units;
        Vector512<float> one = Vector512<float>.One;
        for (int row = 0; row < step.Rows; row++)
        {
            float* gates = step.Gates + ((long)row * 3 * units);
            long first = (long)row * units;
            for (int j = 0; j < units; j += Width)
            {
                Vector512<float> reset = Vector512.Load(gates + units + j);
                Vector512<float> gradient = Vector512.Load(step.CandidateInputGradient + first + j);
                (gradient * Vector512.Load(step.Previous + first + j) * reset * (one - reset)).Store(gates + units + j);
                (Vector512.Load(step.PreviousGradient + first + j) + (gradient * reset)).Store(step.PreviousGradient + first + j);
            }
        }
    }
}
