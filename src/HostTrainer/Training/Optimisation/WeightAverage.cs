using System.Numerics.Tensors;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Optimisation;

/// <summary>Exponential moving average of the parameters; this average, not the last step, is what is evaluated and delivered.</summary>
/// <param name="length">Elements of the flat parameter buffer.</param>
/// <param name="decay">Memory, for example 0.998: an average over about 1 / (1 - decay) steps.</param>
public sealed class WeightAverage(int length, float decay) : IDisposable
{
    /// <summary>The average.</summary>
    public AlignedBuffer Values { get; } = new(length);

    /// <summary>Takes in the parameters after a step.</summary>
    /// <param name="parameters">Flat parameters.</param>
    /// <param name="step">Number of the step, from 1; early steps count more, so that the average has no memory of the start.</param>
    public void Add(AlignedBuffer parameters, long step)
    {
        float share = Math.Max(1f - decay, 1f / step);
        TensorPrimitives.Lerp(Values.Span, parameters.Span, share, Values.Span);
    }

    /// <inheritdoc/>
    public void Dispose() => Values.Dispose();
}
