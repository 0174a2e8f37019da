namespace HostTrainer.Training.Losses;

/// <summary>
/// Maximum mutual information without lattices (Povey et al. 2016, on phones): log of the sum over every phone sequence the decoder can find, minus
/// that over all placements in time of the right one. A share of frame cross-entropy keeps the outputs posteriors and the phones where they are.
/// </summary>
/// <param name="loop">The decoder's search space.</param>
/// <param name="delay">Output delay in frames.</param>
public sealed class SequenceDiscriminativeLoss(PhoneLoop loop, int delay) : ITrainingLoss
{
    /// <summary>Weight of the frame cross-entropy.</summary>
    public const float FrameShare = 0.2f;

    private readonly FrameCrossEntropy _frames = new(delay, smoothing: 0);
    private readonly ThreadLocal<(LoopRecursion Loop, SequenceRecursion Sequence)> _recursions =
        new(() => (new LoopRecursion(loop), new SequenceRecursion(loop)));

    /// <inheritdoc/>
    public LossTally Accumulate(Span<float> logits, int classes, TrainingTarget target, float scale)
    {
        Span<float> delayed = logits[(delay * classes)..];
        int frames = delayed.Length / classes;
        if (frames < target.Sequence.Length || target.Sequence.Length == 0)
        {
            logits.Clear();
            return default;
        }

        float[] right = new float[delayed.Length];
        (LoopRecursion all, SequenceRecursion one) = _recursions.Value;
        double loss = all.Run(delayed) - one.Run(delayed, target.Sequence, right);
        LossTally tally = _frames.Accumulate(logits, classes, target, scale * FrameShare);
        for (int t = 0; t < frames; t++)
        {
            ReadOnlySpan<float> occupancy = all.Occupancy(t);
            for (int k = 0; k < classes; k++)
            {
                delayed[(t * classes) + k] += (occupancy[k] - right[(t * classes) + k]) * scale;
            }
        }

        return tally with { Loss = loss + (FrameShare * tally.Loss) };
    }
}
