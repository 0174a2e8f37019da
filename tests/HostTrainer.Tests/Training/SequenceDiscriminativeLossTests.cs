using HostTrainer.Training.Losses;
using HostTrainer.Training.Numerics;

using Xunit;

namespace HostTrainer.Tests.Training;

public sealed class SequenceDiscriminativeLossTests
{
    private const int Phones = 3;

    [Theory]
    [InlineData(1, new[] { 2 })]
    [InlineData(4, new[] { 1, 2 })]
    [InlineData(5, new[] { 0, 2, 0 })]
    [InlineData(5, new[] { 1, 1 })]
    public void The_loss_equals_the_sum_over_all_enumerated_segmentations(int frames, int[] sequence)
    {
        PhoneLoop loop = RandomLoops.Create(Phones, 4);
        SeededRandom random = new((ulong)frames, 9);
        float[] scores = [.. Enumerable.Range(0, frames * Phones).Select(_ => random.NextFloat(-2, 2))];
        double all = 0;
        double right = 0;
        foreach ((int[] phones, double probability) in Paths(loop, scores, frames, 0, -1))
        {
            all += probability;
            right += phones.SequenceEqual(sequence) ? probability : 0;
        }

        int[] labels = [.. Enumerable.Repeat(sequence[0], frames)];
        LossTally frame = new FrameCrossEntropy(0, 0).Accumulate(scores.ToArray(), Phones, new TrainingTarget(labels, [], []), 1f);
        LossTally tally = new SequenceDiscriminativeLoss(loop, 0).Accumulate(scores.ToArray(), Phones, new TrainingTarget(labels, [], sequence), 1f);
        double expected = Math.Log(all) - Math.Log(right) + (SequenceDiscriminativeLoss.FrameShare * frame.Loss);
        Assert.Equal(expected, tally.Loss, 3);
    }

    /// <summary>Every path from a frame on: the phones entered, and the product of scores and bigrams.</summary>
    private static IEnumerable<(int[] Phones, double Probability)> Paths(PhoneLoop loop, float[] scores, int frames, int frame, int phone)
    {
        if (frame == frames)
        {
            yield return ([], loop.End[phone]);
            yield break;
        }

        for (int next = 0; next < Phones; next++)
        {
            double emission = Math.Exp(scores[(frame * Phones) + next]);
            double enter = phone < 0 ? loop.Start[next] : loop.After(phone)[next];
            foreach ((int[] rest, double probability) in Paths(loop, scores, frames, frame + 1, next))
            {
                yield return ([next, .. rest], emission * enter * probability);
                if (next == phone)
                {
                    yield return (rest, emission * probability);
                }
            }
        }
    }
}
