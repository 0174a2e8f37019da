using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Evaluation;
using HostTrainer.Quantization;
using HostTrainer.Training;
using HostTrainer.Training.Checkpoints;
using HostTrainer.Training.Quantized;

using Xunit;

namespace HostTrainer.Tests.Training.Quantized;

public sealed class PlanRetrainingTests : IDisposable
{
    private readonly ToyCorpus _corpus = new(trainUtterances: 30, devUtterances: 12);

    public void Dispose() => _corpus.Dispose();

    [Fact]
    public void Retraining_for_two_bits_lowers_the_error_of_the_integer_engine_at_two_bits()
    {
        RecognizerModel parent = Trained();
        Retrain(parent, Path("beacon"), epochs: 8);
        RecognizerModel beacon = ModelFile.Load(Path("beacon"));
        double before = Error(parent, parent.UniformPlan(2, 4));
        double after = Error(beacon, beacon.UniformPlan(2, 4));
        Assert.True(after < before - 0.05, $"{before} -> {after}");
        Assert.Contains(parent.Hash, beacon.Provenance["training"], StringComparison.Ordinal);
        Assert.Equal(parent.Hash, beacon.Provenance["parent"]);
        Assert.Equal(parent.Decoder.ToJson(), beacon.Decoder.ToJson());
        Assert.Equal(parent.Statistics, beacon.Statistics);
    }

    [Fact]
    public void An_interrupted_retraining_goes_on_to_the_same_bytes_on_any_number_of_threads()
    {
        RecognizerModel parent = Trained();
        Assert.True(Retrain(parent, Path("whole"), epochs: 3, threads: 2));
        Assert.False(Retrain(parent, Path("parts"), epochs: 3, threads: 1, stopAfter: 4));
        Assert.False(Retrain(parent, Path("parts"), epochs: 3, threads: 3, stopAfter: 9, resume: true));
        Assert.True(Retrain(parent, Path("parts"), epochs: 3, threads: 1, resume: true));
        Assert.Equal(File.ReadAllBytes(Path("whole")), File.ReadAllBytes(Path("parts")));
    }

    [Fact]
    public void A_state_of_another_plan_is_refused()
    {
        RecognizerModel parent = Trained();
        Assert.False(Retrain(parent, Path("beacon"), epochs: 2, stopAfter: 2));
        EdgeException error = Assert.Throws<EdgeException>(() => Retrain(parent, Path("beacon"), epochs: 2, resume: true, weightBits: 4));
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
    }

    [Fact]
    public void The_parent_may_be_a_checkpoint_or_a_model_file()
    {
        RecognizerModel parent = Trained();
        using RetrainingParent checkpoint = RetrainingParent.Load(Path("float"));
        using RetrainingParent model = RetrainingParent.Load(Path("model"));
        Assert.Equal(parent.Hash, model.Hash);
        Assert.NotEqual(model.Hash, checkpoint.Hash);
        Assert.Equal(checkpoint.Model.Parameters.Length, model.Model.Parameters.Length);
        for (int i = 0; i < model.Model.Parameters.Length; i++)
        {
            Assert.Equal(checkpoint.Model.Parameters.Span[i], model.Model.Parameters.Span[i], 0.01);
        }

        File.WriteAllText(Path("text"), "no model at all, only words");
        Assert.Equal(ExitCode.BadInput, Assert.Throws<EdgeException>(() => RetrainingParent.Load(Path("text"))).ExitCode);
    }

    private RecognizerModel Trained()
    {
        Assert.NotNull(ToyTraining.Run(ToyTraining.Options(_corpus, epochs: 12), Path("float")));
        return CheckpointImport.Run(Path("float"), [_corpus.Train], 20, new Dictionary<string, string>(), Path("model"));
    }

    /// <returns>False when it was stopped.</returns>
    private bool Retrain(RecognizerModel parent, string path, int epochs, int threads = 2, int stopAfter = int.MaxValue, bool resume = false, int weightBits = 2)
    {
        TrainerOptions options = RetrainingDefaults.Options([new CorpusWeight(_corpus.Train, 1)], [_corpus.Dev], epochs) with { BatchFrames = 150, LearningRate = 5e-3 };
        using RetrainingParent source = RetrainingParent.Of(parent);
        using CancellationTokenSource cancellation = new();
        ToyTraining.StoppingObserver observer = new(cancellation, stopAfter);
        try
        {
            new PlanRetraining(source.Model, options, threads, observer.OnMessage).Run(
                new RetrainingSource(parent.Hash, parent.UniformPlan(weightBits, 4).Layers, PerMatrixScale: false), path, resume, observer, cancellation.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private double Error(RecognizerModel model, PrecisionPlan plan) =>
        Evaluator.Run(model, plan, EvaluationSet.Load(_corpus.Dev, model)).Report.Total.Rate;

    private string Path(string name) => System.IO.Path.Combine(_corpus.Root, name + ".safetensors");
}
