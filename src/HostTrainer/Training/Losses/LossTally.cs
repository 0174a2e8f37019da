namespace HostTrainer.Training.Losses;

/// <summary>Sums a loss reports; adding tallies adds utterances.</summary>
/// <param name="Loss">Sum of the loss in nats, over frames.</param>
/// <param name="Frames">Frames that counted.</param>
/// <param name="Correct">Frames whose most likely class was the labelled one; 0 for losses without frame labels.</param>
public readonly record struct LossTally(double Loss, long Frames, long Correct)
{
    /// <summary>Adds two tallies.</summary>
    public static LossTally operator +(LossTally a, LossTally b) => new(a.Loss + b.Loss, a.Frames + b.Frames, a.Correct + b.Correct);

    /// <summary>Loss per frame, nats.</summary>
    public double PerFrame => Loss / Math.Max(1, Frames);

    /// <summary>Share of frames that were wrong, 0 to 1.</summary>
    public double FrameError => 1 - ((double)Correct / Math.Max(1, Frames));
}
