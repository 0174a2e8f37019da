using Agent.Bench;

using Xunit;

namespace Bench;

/// <summary>The arithmetic of the harness, on times that are given.</summary>
public sealed class HarnessTests
{
    [Fact]
    public void Quantiles_lie_between_the_values_they_fall_between()
    {
        Spread spread = Spread.Of([4, 1, 3, 2]);
        Assert.Equal(2.5, spread.Median, 10);
        Assert.Equal(1.75, spread.Q25, 10);
        Assert.Equal(3.25, spread.Q75, 10);
        Assert.Equal(3.97, spread.P99, 10);
    }

    [Fact]
    public void A_ratio_is_the_median_over_the_rounds_and_not_the_ratio_of_medians()
    {
        CandidateTimes reference = new(new BenchCandidate("reference", () => { }), [100, 1000, 100]);
        CandidateTimes candidate = new(new BenchCandidate("candidate", () => { }), [50, 500, 500]);
        Assert.Equal(2, candidate.SpeedAgainst(reference).Median);
    }

    [Fact]
    public void A_ratio_of_candidates_with_different_work_compares_their_rates()
    {
        CandidateTimes reference = new(new BenchCandidate("reference", () => { }, Work: 10), [100]);
        CandidateTimes candidate = new(new BenchCandidate("candidate", () => { }, Work: 40), [200]);
        Assert.Equal(2, candidate.SpeedAgainst(reference).Median);
    }

    [Fact]
    public void Every_candidate_runs_once_per_round_and_each_begins_a_round_in_turn()
    {
        List<string> order = [];
        BenchCandidate[] candidates = [.. new[] { "a", "b", "c" }.Select(n => new BenchCandidate(n, () => order.Add(n)))];
        IReadOnlyList<CandidateTimes> times = InterleavedRounds.Paced(candidates, RoundSettings.Of(3), TimeSpan.Zero);
        Assert.Equal("abcbcacab", string.Concat(order));
        Assert.All(times, t => Assert.Equal(3, t.Nanoseconds.Count));
    }

    [Fact]
    public void Frames_are_played_forward_and_backward_in_turn()
    {
        Assert.Equal([0, 1, 2, 1, 0, 1, 2], Enumerable.Range(0, 7).Select(t => StepLoop.Palindrome(t, 3)));
        Assert.Equal([0, 0, 0], Enumerable.Range(0, 3).Select(t => StepLoop.Palindrome(t, 1)));
    }
}
