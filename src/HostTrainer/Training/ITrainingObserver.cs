using HostTrainer.Training.Losses;

namespace HostTrainer.Training;

/// <summary>Is told how a run goes on; called on the thread that trains.</summary>
public interface ITrainingObserver
{
    /// <summary>A line worth keeping.</summary>
    void OnMessage(string message);

    /// <summary>A step was made.</summary>
    /// <param name="epoch">Epoch, from 0.</param>
    /// <param name="batch">Batches made in the epoch.</param>
    /// <param name="batches">Batches of the epoch.</param>
    /// <param name="tally">Sums of the epoch so far.</param>
    void OnStep(int epoch, int batch, int batches, LossTally tally);

    /// <summary>An epoch ended.</summary>
    void OnEpoch(EpochReport report);
}
