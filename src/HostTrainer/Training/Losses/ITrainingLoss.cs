namespace HostTrainer.Training.Losses;

/// <summary>A loss over the logits of one utterance.</summary>
public interface ITrainingLoss
{
    /// <summary>Computes the loss of one utterance and replaces its logits by the gradient.</summary>
    /// <param name="logits">Row-major [frames, classes]; overwritten by the gradient times <paramref name="scale"/>.</param>
    /// <param name="classes">Outputs of the network.</param>
    /// <param name="target">What should have been recognised.</param>
    /// <param name="scale">Factor on the gradient.</param>
    /// <returns>The unscaled loss and its tallies.</returns>
    LossTally Accumulate(Span<float> logits, int classes, TrainingTarget target, float scale);
}
