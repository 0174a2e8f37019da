using Edge.Runtime.Decoding;

using Xunit;

namespace Edge.Runtime.Tests.Decoding;

public class BigramEstimatorTests
{
    [Fact]
    public void A_hand_worked_example()
    {
        // Sequences 0 1 and 0 0. Unigrams with one added: 0 -> 3+1, 1 -> 1+1, end -> 2+1, total 9.
        BigramEstimator estimator = new(2);
        estimator.Add([0, 1]);
        estimator.Add([0, 0]);
        estimator.Add([]);
        int[][] bigram = estimator.Estimate();

        // After 0 come 0, 1 and the end once each: seen 3, kinds 3. P(0|0) = (1 + 3 x 4/9) / 6.
        AssertLog((1 + (3 * 4 / 9.0)) / 6, bigram[0][0]);
        AssertLog((1 + (3 * 2 / 9.0)) / 6, bigram[0][1]);
        AssertLog((1 + (3 * 3 / 9.0)) / 6, bigram[0][2]);

        // After 1 comes the end: seen 1, kinds 1.
        AssertLog(4 / 9.0 / 2, bigram[1][0]);
        AssertLog((1 + (3 / 9.0)) / 2, bigram[1][2]);

        // The start is followed by 0 twice: seen 2, kinds 1, unigrams without the end.
        AssertLog((2 + (4 / 6.0)) / 3, bigram[2][0]);
        AssertLog(2 / 6.0 / 3, bigram[2][1]);
        Assert.Equal(LogProbability.Never, bigram[2][2]);
        Assert.Equal(2, estimator.Sequences);
    }

    [Fact]
    public void Every_row_is_a_distribution_even_where_nothing_was_seen()
    {
        Random random = new(1);
        BigramEstimator estimator = new(39);
        for (int i = 0; i < 200; i++)
        {
            estimator.Add([.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.Next(20) * random.Next(2))]);
        }

        Assert.All(estimator.Estimate(), row => Assert.InRange(row.Sum(v => Math.Pow(2, v / 1024.0)), 0.99, 1.01));
        Assert.All(new BigramEstimator(39).Estimate(), row => Assert.InRange(row.Sum(v => Math.Pow(2, v / 1024.0)), 0.99, 1.01));
    }

    [Fact]
    public void The_model_holds_the_share_of_frames_as_prior()
    {
        BigramEstimator estimator = new(2);
        estimator.Add([0, 1]);
        DecoderModel model = estimator.ToModel(["a", "b"], [2, 0], [1, 3]);
        AssertLog(3 / 4.0, model.LogPrior[0]);
        AssertLog(1 / 4.0, model.LogPrior[1]);
        Assert.Equal([1, 3], model.MinFrames);
        Assert.Equal(estimator.Estimate(), model.Bigram);
    }

    [Fact]
    public void Indices_out_of_range_are_refused_and_leave_no_trace()
    {
        BigramEstimator estimator = new(3);
        int[][] before = estimator.Estimate();
        Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Add([0, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Add([0, -1]));
        Assert.Equal(before, estimator.Estimate());
    }

    private static void AssertLog(double probability, int actual) => Assert.Equal((int)Math.Floor((Math.Log2(probability) * 1024) + 0.5), actual);
}
