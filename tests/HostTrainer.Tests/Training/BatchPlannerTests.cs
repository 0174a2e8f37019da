using HostTrainer.Training;
using HostTrainer.Training.Data;

using Xunit;

namespace HostTrainer.Tests.Training;

public sealed class BatchPlannerTests
{
    [Fact]
    public void An_epoch_takes_every_utterance_as_often_as_its_weight_says()
    {
        using ToyCorpus corpus = new();
        BatchPlanner planner = Planner(corpus, weight: 2);
        int[] taken = [.. planner.Epoch(0).SelectMany(b => b)];
        Assert.All(Enumerable.Range(0, 16), u => Assert.Equal(2, taken.Count(t => t == u)));
    }

    [Fact]
    public void Epochs_differ_from_each_other_and_repeat_themselves()
    {
        using ToyCorpus corpus = new();
        BatchPlanner planner = Planner(corpus, weight: 1);
        Assert.NotEqual(planner.Epoch(0).SelectMany(b => b), planner.Epoch(1).SelectMany(b => b));
        Assert.Equal(planner.Epoch(1).SelectMany(b => b), planner.Epoch(1).SelectMany(b => b));
    }

    [Fact]
    public void Shards_hold_the_batch_in_parts_of_about_equal_length()
    {
        using ToyCorpus corpus = new();
        BatchPlanner planner = Planner(corpus, weight: 1);
        int[] batch = [.. Enumerable.Range(0, 16).OrderByDescending(planner.Outputs)];
        IReadOnlyList<int[]> shards = planner.Shards(batch, 4);
        Assert.Equal(Enumerable.Range(0, 16), shards.SelectMany(s => s).Order());
        int[] frames = [.. shards.Select(s => s.Sum(planner.Outputs))];
        Assert.True(frames.Max() - frames.Min() <= batch.Max(planner.Outputs));
    }

    private static BatchPlanner Planner(ToyCorpus corpus, double weight)
    {
        TrainerOptions options = ToyTraining.Options(corpus, epochs: 1);
        TrainingSetup setup = TrainingSetup.Load(options, _ => { });
        return new BatchPlanner(setup.Corpora, [weight], options.Features, 150, options.Seed);
    }
}
