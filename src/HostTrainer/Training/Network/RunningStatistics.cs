using System.Numerics.Tensors;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>
/// Means and variances that batch normalisation uses outside training. They lie among the parameters, have no gradient, and move by
/// <see cref="Momentum"/> at every step towards the mean of the shards' statistics, weighted by the shards' rows and summed in the order of shards, so that they do
/// not depend on the number of threads.
/// </summary>
/// <param name="layout">Layout of the parameters.</param>
internal sealed class RunningStatistics(ParameterLayout layout)
{
    /// <summary>Weight of the newest batch.</summary>
    public const float Momentum = 0.05f;

    /// <summary>Takes in a batch.</summary>
    /// <param name="parameters">Flat parameters; their statistics move.</param>
    /// <param name="shards">The batch's shards in their order, at least one of them with rows.</param>
    public void Absorb(AlignedBuffer parameters, IReadOnlyList<NormalizationTally> shards)
    {
        long rows = shards.Sum(s => (long)s.Rows);
        foreach (ParameterSegment segment in layout.Statistics)
        {
            Span<float> running = parameters.Span.Slice(segment.Offset, segment.Length);
            TensorPrimitives.Multiply(running, 1 - Momentum, running);
            foreach (NormalizationTally shard in shards.Where(s => s.Rows > 0))
            {
                TensorPrimitives.MultiplyAdd(shard.ValuesOf(segment), Momentum * shard.Rows / rows, running, running);
            }
        }
    }
}
