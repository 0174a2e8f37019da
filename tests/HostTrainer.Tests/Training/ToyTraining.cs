using Edge.Runtime.Features;
using Edge.Runtime.Model;

using HostTrainer.Training;
using HostTrainer.Training.Data;
using HostTrainer.Training.Losses;
using HostTrainer.Training.Optimisation;

namespace HostTrainer.Tests.Training;

/// <summary>Short runs on a <see cref="ToyCorpus"/>.</summary>
internal static class ToyTraining
{
    public static TrainerOptions Options(ToyCorpus corpus, int epochs, LossKind loss = LossKind.Frame, bool bidirectional = false, CellKind cell = CellKind.Sru) => new(
        [new CorpusWeight(corpus.Train, 1.5)],
        [corpus.Dev],
        new NetworkOptions(Hidden: 16, Projection: 12, Layers: 2, Bidirectional: bidirectional, Delay: 2, Cell: cell),
        new FeatureOptions(MelBands: 16),
        new AugmentationOptions([100, 110]),
        new AdamOptions(),
        loss,
        epochs,
        BatchFrames: 150,
        LearningRate: 0.02,
        WarmupSteps: 5,
        FinalHalvings: 1,
        Dropout: 0.1f,
        LabelSmoothing: 0,
        AverageDecay: 0.8f,
        Seed: 3);

    /// <summary>Trains to the end, or until a number of steps was made.</summary>
    /// <returns>The summary, or null when it was stopped.</returns>
    public static TrainingSummary? Run(TrainerOptions options, string path, int threads = 2, bool resume = false, int stopAfter = int.MaxValue)
    {
        using CancellationTokenSource cancellation = new();
        StoppingObserver observer = new(cancellation, stopAfter);
        using Trainer trainer = new(TrainingSetup.Load(options, observer.OnMessage), path, threads, observer);
        if (resume)
        {
            trainer.Resume();
        }

        try
        {
            return trainer.Run(cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public sealed class StoppingObserver(CancellationTokenSource cancellation, int stopAfter) : ITrainingObserver
    {
        private int _steps;

        public void OnMessage(string message)
        {
        }

        public void OnStep(int epoch, int batch, int batches, LossTally tally)
        {
            if (++_steps == stopAfter)
            {
                cancellation.Cancel();
            }
        }

        public void OnEpoch(EpochReport report)
        {
        }
    }
}
