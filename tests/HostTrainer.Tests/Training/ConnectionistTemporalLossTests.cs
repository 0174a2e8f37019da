using HostTrainer.Training.Losses;
using HostTrainer.Training.Numerics;

using Xunit;

namespace HostTrainer.Tests.Training;

public sealed class ConnectionistTemporalLossTests
{
    private const int Classes = 3;

    [Theory]
    [InlineData(4, new[] { 1, 2 })]
    [InlineData(5, new[] { 1, 1 })]
    [InlineData(3, new int[0])]
    [InlineData(5, new[] { 2, 1, 2 })]
    public void The_loss_equals_the_sum_over_all_enumerated_paths(int frames, int[] phones)
    {
        SeededRandom random = new((ulong)frames, (ulong)phones.Length);
        float[] logits = [.. Enumerable.Range(0, frames * Classes).Select(_ => random.NextFloat(-2, 2))];
        double expected = -Math.Log(SumOfPaths(logits, frames, phones));
        LossTally tally = new ConnectionistTemporalLoss(0).Accumulate(logits, Classes, new TrainingTarget([], phones, []), 1f);
        Assert.Equal(expected, tally.Loss, 4);
    }

    [Fact]
    public void An_utterance_with_fewer_frames_than_phones_counts_for_nothing()
    {
        float[] logits = [1, 2, 3];
        LossTally tally = new ConnectionistTemporalLoss(0).Accumulate(logits, Classes, new TrainingTarget([], [1, 2], []), 1f);
        Assert.Equal(default, tally);
        Assert.All(logits, value => Assert.Equal(0, value));
    }

    private static double SumOfPaths(float[] logits, int frames, int[] phones)
    {
        double sum = 0;
        int paths = (int)Math.Pow(Classes, frames);
        for (int code = 0; code < paths; code++)
        {
            int[] path = new int[frames];
            double probability = 1;
            int rest = code;
            for (int t = 0; t < frames; t++)
            {
                path[t] = rest % Classes;
                rest /= Classes;
                double total = Enumerable.Range(0, Classes).Sum(k => Math.Exp(logits[(t * Classes) + k]));
                probability *= Math.Exp(logits[(t * Classes) + path[t]]) / total;
            }

            sum += Collapse(path).SequenceEqual(phones) ? probability : 0;
        }

        return sum;
    }

    private static IEnumerable<int> Collapse(int[] path) =>
        path.Where((label, t) => label != 0 && (t == 0 || path[t - 1] != label));
}
