using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Training;
using HostTrainer.Training.Checkpoints;

using Xunit;

namespace HostTrainer.Tests.Training;

public sealed class TrainerTests
{
    [Theory]
    [InlineData(CellKind.Sru)]
    [InlineData(CellKind.Lstm)]
    [InlineData(CellKind.LiGru)]
    public void An_interrupted_run_goes_on_to_the_same_bytes_as_one_that_was_not(CellKind cell)
    {
        using ToyCorpus corpus = new();
        TrainerOptions options = ToyTraining.Options(corpus, epochs: 3, cell: cell);
        string whole = Path.Combine(corpus.Root, "whole.safetensors");
        string parts = Path.Combine(corpus.Root, "parts.safetensors");
        Assert.NotNull(ToyTraining.Run(options, whole));
        Assert.Null(ToyTraining.Run(options, parts, stopAfter: 3));
        Assert.Null(ToyTraining.Run(options, parts, resume: true, stopAfter: 13));
        Assert.NotNull(ToyTraining.Run(options, parts, resume: true));
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(parts));
        Assert.Equal(File.ReadAllBytes(whole + ".state"), File.ReadAllBytes(parts + ".state"));
    }

    [Theory]
    [InlineData(CellKind.Sru, false)]
    [InlineData(CellKind.Lstm, true)]
    [InlineData(CellKind.Gru, false)]
    [InlineData(CellKind.LiGru, true)]
    public void The_number_of_threads_does_not_change_a_single_byte(CellKind cell, bool bidirectional)
    {
        using ToyCorpus corpus = new();
        TrainerOptions options = ToyTraining.Options(corpus, epochs: 2, bidirectional: bidirectional, cell: cell);
        string one = Path.Combine(corpus.Root, "one.safetensors");
        string three = Path.Combine(corpus.Root, "three.safetensors");
        ToyTraining.Run(options, one, threads: 1);
        ToyTraining.Run(options, three, threads: 3);
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(three));
    }

    [Theory]
    [InlineData(LossKind.Frame, false)]
    [InlineData(LossKind.Frame, true)]
    [InlineData(LossKind.Ctc, false)]
    [InlineData(LossKind.Sequence, false)]
    [InlineData(LossKind.Frame, false, CellKind.Lstm)]
    [InlineData(LossKind.Frame, false, CellKind.Gru)]
    [InlineData(LossKind.Frame, true, CellKind.LiGru)]
    [InlineData(LossKind.Sequence, false, CellKind.LiGru)]
    public void Phones_that_are_easy_to_tell_apart_are_learnt(LossKind loss, bool bidirectional, CellKind cell = CellKind.Sru)
    {
        using ToyCorpus corpus = new(trainUtterances: 40);
        TrainingSummary summary = ToyTraining.Run(
            ToyTraining.Options(corpus, epochs: 20, loss, bidirectional, cell), Path.Combine(corpus.Root, "model.safetensors"))!;
        Assert.InRange(summary.DevError, 0, 0.25);
    }

    [Fact]
    public void A_state_of_a_run_with_other_options_is_refused()
    {
        using ToyCorpus corpus = new();
        string path = Path.Combine(corpus.Root, "model.safetensors");
        TrainerOptions options = ToyTraining.Options(corpus, epochs: 1);
        ToyTraining.Run(options, path);
        EdgeException error = Assert.Throws<EdgeException>(() => ToyTraining.Run(options with { LearningRate = 0.01 }, path, resume: true));
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
    }

    [Fact]
    public void A_finished_run_can_be_extended()
    {
        using ToyCorpus corpus = new();
        string path = Path.Combine(corpus.Root, "model.safetensors");
        ToyTraining.Run(ToyTraining.Options(corpus, epochs: 1), path);
        TrainingSummary summary = ToyTraining.Run(ToyTraining.Options(corpus, epochs: 2), path, resume: true)!;
        Assert.Equal(2, summary.Epochs);
    }

    [Fact]
    public void The_model_file_names_corpora_without_the_machines_paths()
    {
        using ToyCorpus corpus = new();
        string path = Path.Combine(corpus.Root, "model.safetensors");
        ToyTraining.Run(ToyTraining.Options(corpus, epochs: 1), path);
        using FloatModel model = FloatModel.Load(path);
        Assert.Contains("\"toy/train\"", model.Training, StringComparison.Ordinal);
        Assert.DoesNotContain(corpus.Root, model.Training, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_cut_short_is_refused()
    {
        using ToyCorpus corpus = new();
        string path = Path.Combine(corpus.Root, "model.safetensors");
        ToyTraining.Run(ToyTraining.Options(corpus, epochs: 1), path);
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        Assert.Equal(ExitCode.BadInput, Assert.Throws<EdgeException>(() => FloatModel.Load(path)).ExitCode);
    }
}
