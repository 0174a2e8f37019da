using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>
/// Variational dropout (Gal and Ghahramani): one mask per utterance and element, the same for all its frames; kept elements are scaled
/// by 1 / (1 - rate).
/// </summary>
internal sealed unsafe class DropoutMask : IDisposable
{
    private readonly AlignedBuffer _mask = new();
    private readonly int _columns;

    public DropoutMask(int columns)
    {
        _columns = columns;
    }

    /// <summary>The factors, one row per utterance.</summary>
    public float* Pointer => _mask.Pointer;

    /// <summary>Draws masks for a number of utterances.</summary>
    /// <param name="random">Source of the draw.</param>
    /// <param name="rate">Probability of dropping an element, 0 to below 1.</param>
    /// <param name="utterances">Number of masks.</param>
    public void Draw(SeededRandom random, float rate, int utterances)
    {
        _mask.Resize(utterances * _columns);
        float keep = 1f / (1f - rate);
        foreach (ref float value in _mask.Span)
        {
            value = random.NextFloat() < rate ? 0f : keep;
        }
    }

    /// <summary>target = source x mask, row by row; target may be source.</summary>
    public void Apply(SequenceBatch batch, float* source, float* target)
    {
        for (int u = 0; u < batch.Count; u++)
        {
            float* mask = _mask.Pointer + ((long)u * _columns);
            for (int row = batch.Offsets[u]; row < batch.Offsets[u + 1]; row++)
            {
                VectorMath.Multiply(source + ((long)row * _columns), mask, target + ((long)row * _columns), _columns);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _mask.Dispose();
}
