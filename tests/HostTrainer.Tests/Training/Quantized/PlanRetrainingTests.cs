using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Training.Quantized;

using Xunit;

namespace HostTrainer.Tests.Training.Quantized;

public sealed class PlanRetrainingTests(TrainedToy toy) : IClassFixture<TrainedToy>
{
    [Fact]
    public void Retraining_for_two_bits_lowers_the_error_of_the_integer_engine_at_two_bits()
    {
        RecognizerModel parent = toy.Model;
        ToyRetraining.Run(toy, parent, toy.Path("beacon0"), epochs: 8);
        RecognizerModel beacon = ModelFile.Load(toy.Path("beacon0"));
        double before = ToyRetraining.Error(toy, parent, parent.UniformPlan(2, 2) with { PerMatrixScale = true });
        double after = ToyRetraining.Error(toy, beacon, beacon.UniformPlan(2, 2) with { PerMatrixScale = true });
        Assert.True(after < before - 0.03, $"{before} -> {after}");
        Assert.Contains(parent.Hash, beacon.Provenance["training"], StringComparison.Ordinal);
        Assert.Equal(parent.Hash, beacon.Provenance["parent"]);
        Assert.Equal(parent.Decoder.ToJson(), beacon.Decoder.ToJson());
        Assert.Equal(parent.Statistics.Mean, beacon.Statistics.Mean);
    }

    /// <summary>No GRU: the toy's loses nothing at two bits that could be won back.</summary>
    [Theory]
    [InlineData(CellKind.Lstm)]
    [InlineData(CellKind.LiGru)]
    public void A_gated_network_is_retrained_too(CellKind cell)
    {
        using TrainedToy gated = TrainedToy.Of(cell);
        RecognizerModel parent = gated.Model;
        ToyRetraining.Run(gated, parent, gated.Path("beacon"), epochs: 8);
        RecognizerModel beacon = ModelFile.Load(gated.Path("beacon"));
        double before = ToyRetraining.Error(gated, parent, parent.UniformPlan(2, 2) with { PerMatrixScale = true });
        double after = ToyRetraining.Error(gated, beacon, beacon.UniformPlan(2, 2) with { PerMatrixScale = true });
        Assert.True(after < before - 0.03, $"{before} -> {after}");
        Assert.Equal(cell, beacon.Topology.Cell);
    }

    [Fact]
    public void An_interrupted_retraining_goes_on_to_the_same_bytes_on_any_number_of_threads()
    {
        RecognizerModel parent = toy.Model;
        Assert.True(ToyRetraining.Run(toy, parent, toy.Path("whole1"), epochs: 3, threads: 2));
        Assert.False(ToyRetraining.Run(toy, parent, toy.Path("parts1"), epochs: 3, threads: 1, stopAfter: 4));
        Assert.False(ToyRetraining.Run(toy, parent, toy.Path("parts1"), epochs: 3, threads: 3, stopAfter: 9, resume: true));
        Assert.True(ToyRetraining.Run(toy, parent, toy.Path("parts1"), epochs: 3, threads: 1, resume: true));
        Assert.Equal(File.ReadAllBytes(toy.Path("whole1")), File.ReadAllBytes(toy.Path("parts1")));
    }

    [Fact]
    public void A_state_of_another_plan_is_refused()
    {
        RecognizerModel parent = toy.Model;
        Assert.False(ToyRetraining.Run(toy, parent, toy.Path("beacon2"), epochs: 2, stopAfter: 2));
        EdgeException error = Assert.Throws<EdgeException>(() => ToyRetraining.Run(toy, parent, toy.Path("beacon2"), epochs: 2, resume: true, weightBits: 4));
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
}
