namespace HostTrainer.Training.Losses;

/// <summary>
/// Cross-entropy per frame against time-aligned labels: the label of input frame t is compared with the network's output at frame
/// t + delay, the first outputs count for nothing.
/// </summary>
/// <param name="delay">Output delay in frames, 0 or more.</param>
/// <param name="smoothing">Probability mass spread over all classes, 0 to below 1.</param>
public sealed class FrameCrossEntropy(int delay, float smoothing) : ITrainingLoss
{
    /// <inheritdoc/>
    public LossTally Accumulate(Span<float> logits, int classes, TrainingTarget target, float scale)
    {
        LossTally tally = default;
        int frames = logits.Length / classes;
        logits[..(Math.Min(delay, frames) * classes)].Clear();
        for (int row = delay; row < frames; row++)
        {
            Span<float> line = logits.Slice(row * classes, classes);
            tally += Row(line, target.FrameLabels[row - delay], scale);
        }

        return tally;
    }

    private LossTally Row(Span<float> line, int label, float scale)
    {
        int best = Softmax.LogProbabilities(line, line);
        float rest = smoothing / line.Length;
        double loss = 0;
        for (int k = 0; k < line.Length; k++)
        {
            float wanted = rest + (k == label ? 1f - smoothing : 0f);
            loss -= wanted * (double)line[k];
            line[k] = (MathF.Exp(line[k]) - wanted) * scale;
        }

        return new LossTally(loss, 1, best == label ? 1 : 0);
    }
}
