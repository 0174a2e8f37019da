using Edge.Runtime.Model;

using HostTrainer.Evaluation;
using HostTrainer.Training;
using HostTrainer.Training.Quantized;

namespace HostTrainer.Tests.Training.Quantized;

/// <summary>Short retrainings of a <see cref="TrainedToy"/>.</summary>
internal static class ToyRetraining
{
    /// <returns>False when it was stopped.</returns>
    public static bool Run(
        TrainedToy toy, RecognizerModel parent, string path, int epochs, int threads = 2, int stopAfter = int.MaxValue, bool resume = false, int weightBits = 2)
    {
        TrainerOptions options = RetrainingDefaults.Options([new CorpusWeight(toy.Train, 1)], [toy.Dev], epochs) with { BatchFrames = 150, LearningRate = 5e-3 };
        using RetrainingParent source = RetrainingParent.Of(parent);
        using CancellationTokenSource cancellation = new();
        ToyTraining.StoppingObserver observer = new(cancellation, stopAfter);
        try
        {
            new PlanRetraining(source.Model, options, threads, observer.OnMessage).Run(
                new RetrainingSource(parent.Hash, parent.UniformPlan(weightBits, 2).Layers, PerMatrixScale: true), path, resume, observer, cancellation.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public static double Error(TrainedToy toy, RecognizerModel model, PrecisionPlan plan) =>
        Evaluator.Run(model, plan, EvaluationSet.Load(toy.Dev, model)).Report.Total.Rate;
}
