using System.Numerics.Tensors;

namespace HostTrainer.Training.Losses;

/// <summary>
/// Forward-backward over the phone loop in scaled probabilities: the sum over every phone sequence and every placement in time.
/// </summary>
internal sealed class LoopRecursion(PhoneLoop loop)
{
    private float[] _emission = [];
    private float[] _alpha = [];
    private float[] _occupancy = [];

    /// <summary>Share of every phone in every frame, row-major [frames, phones].</summary>
    public ReadOnlySpan<float> Occupancy(int frame) => _occupancy.AsSpan(frame * loop.Phones, loop.Phones);

    /// <summary>Computes <see cref="Occupancy"/>.</summary>
    /// <param name="scores">Log scores, row-major [frames, phones]; a constant per frame does not matter.</param>
    /// <returns>Log of the sum over all paths.</returns>
    public double Run(ReadOnlySpan<float> scores)
    {
        int phones = loop.Phones;
        int frames = scores.Length / phones;
        if (_alpha.Length < scores.Length)
        {
            _emission = new float[scores.Length];
            _alpha = new float[scores.Length];
            _occupancy = new float[scores.Length];
        }

        double log = Emissions(scores, phones, frames);
        log += Forward(phones, frames);
        Backward(phones, frames);
        return log;
    }

    /// <summary>exp(score - largest of the frame).</summary>
    private double Emissions(ReadOnlySpan<float> scores, int phones, int frames)
    {
        double log = 0;
        for (int t = 0; t < frames; t++)
        {
            ReadOnlySpan<float> line = scores.Slice(t * phones, phones);
            Span<float> emission = _emission.AsSpan(t * phones, phones);
            float top = TensorPrimitives.Max(line);
            TensorPrimitives.Subtract(line, top, emission);
            TensorPrimitives.Exp(emission, emission);
            log += top;
        }

        return log;
    }

    private double Forward(int phones, int frames)
    {
        double log = 0;
        Span<float> incoming = stackalloc float[phones];
        loop.Start.CopyTo(incoming);
        for (int t = 0; t < frames; t++)
        {
            Span<float> now = _alpha.AsSpan(t * phones, phones);
            TensorPrimitives.Multiply(incoming, _emission.AsSpan(t * phones, phones), now);
            float sum = TensorPrimitives.Sum<float>(now);
            log += Math.Log(sum);
            TensorPrimitives.Divide(now, sum, now);
            now.CopyTo(incoming);
            for (int p = 0; p < phones; p++)
            {
                TensorPrimitives.MultiplyAdd(loop.After(p), now[p], incoming, incoming);
            }
        }

        return log + Math.Log(TensorPrimitives.Dot(_alpha.AsSpan((frames - 1) * phones, phones), loop.End));
    }

    private void Backward(int phones, int frames)
    {
        Span<float> beta = stackalloc float[phones];
        Span<float> next = stackalloc float[phones];
        loop.End.CopyTo(beta);
        for (int t = frames - 1; t >= 0; t--)
        {
            Span<float> occupancy = _occupancy.AsSpan(t * phones, phones);
            TensorPrimitives.Multiply(_alpha.AsSpan(t * phones, phones), beta, occupancy);
            TensorPrimitives.Divide(occupancy, TensorPrimitives.Sum<float>(occupancy), occupancy);
            TensorPrimitives.Multiply(_emission.AsSpan(t * phones, phones), beta, next);
            TensorPrimitives.Divide(next, TensorPrimitives.Sum<float>(next), next);
            for (int p = 0; p < phones; p++)
            {
                beta[p] = next[p] + TensorPrimitives.Dot(loop.After(p), next);
            }
        }
    }
}
