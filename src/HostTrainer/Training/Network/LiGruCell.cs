using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>
/// Li-GRU: <c>z = s(x + h), g = max(0, xg + C out'), out = z out' + (1 - z) g m</c> with dropout factors m. Gates in the order z, g.
/// </summary>
internal sealed unsafe class LiGruCell : IGatedCell
{
    private const int Width = 16;

    /// <inheritdoc/>
    public bool HasCellState => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Close(in GatedStep step)
    {
        int units = step.Units;
        for (int row = 0; row < step.Rows; row++)
        {
            float* gates = step.Gates + ((long)row * 2 * units);
            float* mask = step.Mask + ((long)row * step.MaskStride);
            long first = (long)row * units;
            for (int j = 0; j < units; j += Width)
            {
                Vector512<float> update = VectorMath.Sigmoid(Vector512.Load(gates + j));
                Vector512<float> candidate = Vector512.Max(Vector512.Load(gates + units + j), Vector512<float>.Zero);
                update.Store(gates + j);
                candidate.Store(gates + units + j);
                Vector512<float> fresh = candidate * Vector512.Load(mask + j);
                (fresh + (update * (Vector512.Load(step.Previous + first + j) - fresh))).Store(step.Output + first + j);
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
            float* gates = step.Gates + ((long)row * 2 * units);
            float* mask = step.Mask + ((long)row * step.MaskStride);
            long first = (long)row * units;
            for (int j = 0; j < units; j += Width)
            {
                Vector512<float> update = Vector512.Load(gates + j);
                Vector512<float> candidate = Vector512.Load(gates + units + j);
                Vector512<float> factor = Vector512.Load(mask + j);
                Vector512<float> gradient = Vector512.Load(step.OutputGradient + first + j);
                Vector512<float> change = Vector512.Load(step.Previous + first + j) - (candidate * factor);
                Vector512<float> slope = Vector512.ConditionalSelect(
                    Vector512.GreaterThan(candidate, Vector512<float>.Zero), factor, Vector512<float>.Zero);
                (gradient * change * update * (one - update)).Store(gates + j);
                (gradient * (one - update) * slope).Store(gates + units + j);
                (gradient * update).Store(step.PreviousGradient + first + j);
            }
        }
    }
}
