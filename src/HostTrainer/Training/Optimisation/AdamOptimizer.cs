using System.Numerics;
using System.Numerics.Tensors;

using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Optimisation;

/// <summary>Adam (Kingma and Ba 2015) with decoupled weight decay on matrices and clipping of the whole gradient.</summary>
public sealed class AdamOptimizer : IDisposable
{
    private const int BlockLength = 1 << 16;

    private readonly ParameterLayout _layout;
    private readonly AdamOptions _options;
    private readonly (Range Range, bool Decays)[] _blocks;

    /// <summary>Creates an optimiser whose moments are zero.</summary>
    public AdamOptimizer(ParameterLayout layout, AdamOptions options)
    {
        _layout = layout;
        _options = options;
        _blocks = [.. layout.Segments.SelectMany(Blocks)];
        FirstMoment = new AlignedBuffer(layout.Length);
        SecondMoment = new AlignedBuffer(layout.Length);
    }

    /// <summary>Running mean of the gradient.</summary>
    public AlignedBuffer FirstMoment { get; }

    /// <summary>Running mean of the squared gradient.</summary>
    public AlignedBuffer SecondMoment { get; }

    /// <summary>Changes the parameters by one step.</summary>
    /// <param name="parameters">Flat parameters.</param>
    /// <param name="gradients">Flat gradients.</param>
    /// <param name="learningRate">Step size.</param>
    /// <param name="step">Number of this step, from 1.</param>
    /// <returns>Norm of the gradient before clipping.</returns>
    public double Step(AlignedBuffer parameters, AlignedBuffer gradients, double learningRate, long step)
    {
        double norm = Math.Sqrt(SquareSum(gradients));
        float clip = norm > _options.ClipNorm ? (float)(_options.ClipNorm / norm) : 1f;
        double correction1 = 1 - Math.Pow(_options.Beta1, step);
        double correction2 = 1 - Math.Pow(_options.Beta2, step);
        float rate = (float)(learningRate / correction1);
        float rootCorrection = (float)(1 / Math.Sqrt(correction2));
        Parallel.ForEach(_blocks, block =>
        {
            float keep = block.Decays ? (float)(1 - (learningRate * _options.WeightDecay)) : 1f;
            Update(
                parameters.Span[block.Range], gradients.Span[block.Range], FirstMoment.Span[block.Range], SecondMoment.Span[block.Range],
                clip, rate, rootCorrection, keep);
        });
        return norm;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        FirstMoment.Dispose();
        SecondMoment.Dispose();
    }

    /// <summary>Cuts a segment into pieces that threads work on independently.</summary>
    private static IEnumerable<(Range Range, bool Decays)> Blocks(ParameterSegment segment)
    {
        for (int at = 0; at < segment.Length; at += BlockLength)
        {
            yield return ((segment.Offset + at)..(segment.Offset + Math.Min(segment.Length, at + BlockLength)), segment.IsMatrix);
        }
    }

    private double SquareSum(AlignedBuffer gradients)
    {
        double sum = 0;
        foreach (ParameterSegment segment in _layout.Segments)
        {
            sum += TensorPrimitives.SumOfSquares(gradients.Span.Slice(segment.Offset, segment.Length));
        }

        return sum;
    }

    private void Update(
        Span<float> weights, Span<float> gradients, Span<float> first, Span<float> second, float clip, float rate, float rootCorrection, float keep)
    {
        int i = 0;
        for (int width = Vector<float>.Count; i <= weights.Length - width; i += width)
        {
            Vector<float> g = new Vector<float>(gradients[i..]) * clip;
            Vector<float> m = (new Vector<float>(first[i..]) * _options.Beta1) + (g * (1 - _options.Beta1));
            Vector<float> v = (new Vector<float>(second[i..]) * _options.Beta2) + (g * g * (1 - _options.Beta2));
            m.CopyTo(first[i..]);
            v.CopyTo(second[i..]);
            Vector<float> divisor = (Vector.SquareRoot(v) * rootCorrection) + new Vector<float>(_options.Epsilon);
            ((new Vector<float>(weights[i..]) * keep) - (m * rate / divisor)).CopyTo(weights[i..]);
        }

        for (; i < weights.Length; i++)
        {
            float g = gradients[i] * clip;
            first[i] = (first[i] * _options.Beta1) + (g * (1 - _options.Beta1));
            second[i] = (second[i] * _options.Beta2) + (g * g * (1 - _options.Beta2));
            weights[i] = (weights[i] * keep) - (first[i] * rate / ((MathF.Sqrt(second[i]) * rootCorrection) + _options.Epsilon));
        }
    }
}
