using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Evaluation;
using HostTrainer.Training;
using HostTrainer.Training.Quantized;

using Xunit;

namespace HostTrainer.Tests.Training.Quantized;

public sealed class PlanRetrainingTests(TrainedToy toy) : IClassFixture<TrainedToy>
{

    [Fact]
    public void Retraining_for_two_bits_lowers_the_error_of_the_integer_engine_at_two_bits()
    {
        RecognizerModel parent = toy.Model;
        Retrain(parent, toy.Path("beacon0"), epochs: 8);
        RecognizerModel beacon = ModelFile.Load(toy.Path("beacon0"));
        double before = Error(parent, parent.UniformPlan(2, 2) with { PerMatrixScale = true });
        double after = Error(beacon, beacon.UniformPlan(2, 2) with { PerMatrixScale = true });
        Assert.True(after < before - 0.03, $"{before} -> {after}");
        Assert.Contains(parent.Hash, beacon.Provenance["training"], StringComparison.Ordinal);
        Assert.Equal(parent.Hash, beacon.Provenance["parent"]);
        Assert.Equal(parent.Decoder.ToJson(), beacon.Decoder.ToJson());
        Assert.Equal(parent.Statistics.Mean, beacon.Statistics.Mean);
    }

    [Fact]
    public void An_interrupted_retraining_goes_on_to_the_same_bytes_on_any_number_of_threads()
    {
        RecognizerModel parent = toy.Model;
        Assert.True(Retrain(parent, toy.Path("whole1"), epochs: 3, threads: 2));
        Assert.False(Retrain(parent, toy.Path("parts1"), epochs: 3, threads: 1, stopAfter: 4));
        Assert.False(Retrain(parent, toy.Path("parts1"), epochs: 3, threads: 3, stopAfter: 9, resume: true));
        Assert.True(Retrain(parent, toy.Path("parts1"), epochs: 3, threads: 1, resume: true));
        Assert.Equal(File.ReadAllBytes(toy.Path("whole1")), File.ReadAllBytes(toy.Path("parts1")));
    }

    [Fact]
    public void A_state_of_another_plan_is_refused()
    {
        RecognizerModel parent = toy.Model;
        Assert.False(Retrain(parent, toy.Path("beacon2"), epochs: 2, stopAfter: 2));
        EdgeException error = Assert.Throws<EdgeException>(() => Retrain(parent, toy.Path("beacon2"), epochs: 2, resume: true, weightBits: 4));
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
    }

    [Fact]
    public void The_parent_may_be_a_checkpoint_or_a_model_file()
    {
        RecognizerModel parent = toy.Model;
        using RetrainingParent checkpoint = RetrainingParent.Load(toy.CheckpointPath);
        using RetrainingParent model = RetrainingParent.Load(toy.ModelPath);
        Assert.Equal(parent.Hash, model.Hash);
        Assert.NotEqual(model.Hash, checkpoint.Hash);
        Assert.Equal(checkpoint.Model.Parameters.Length, model.Model.Parameters.Length);
        for (int i = 0; i < model.Model.Parameters.Length; i++)
        {
            Assert.Equal(checkpoint.Model.Parameters.Span[i], model.Model.Parameters.Span[i], 0.01);
        }

        File.WriteAllText(toy.Path("text3"), "no model at all, only words");
        Assert.Equal(ExitCode.BadInput, Assert.Throws<EdgeException>(() => RetrainingParent.Load(toy.Path("text3"))).ExitCode);
    }

    /// <returns>False when it was stopped.</returns>
    private bool Retrain(RecognizerModel parent, string path, int epochs, int threads = 2, int stopAfter = int.MaxValue, bool resume = false, int weightBits = 2)
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

    private double Error(RecognizerModel model, PrecisionPlan plan) =>
        Evaluator.Run(model, plan, EvaluationSet.Load(toy.Dev, model)).Report.Total.Rate;
}
