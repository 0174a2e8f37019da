using HostTrainer.Choosing;

using Xunit;

namespace HostTrainer.Tests.Choosing;

public sealed class KneePointTests
{
    [Fact]
    public void With_two_objectives_the_knee_is_farthest_from_the_line_between_the_ends()
    {
        double[][] front = [[10, 100], [11, 40], [13, 20], [20, 10], [30, 0]];

        IReadOnlyList<double> distances = KneePoint.Distances(front);

        for (int i = 0; i < front.Length; i++)
        {
            double x = (front[i][0] - 10) / 20, y = front[i][1] / 100;
            Assert.Equal((1 - x - y) / Math.Sqrt(2), distances[i], 1e-12);
        }

        Assert.Equal(2, distances.Index().MaxBy(d => d.Item).Index);
    }

    [Fact]
    public void Units_and_offsets_of_the_objectives_do_not_matter()
    {
        Random random = new(4);
        double[][] front = [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble()).Select(x => new[] { x, 1 / (1 + (9 * x)) })];
        double[][] other = [.. front.Select(p => new[] { (3000 * p[0]) - 7, (0.001 * p[1]) + 5 })];

        IReadOnlyList<double> a = KneePoint.Distances(front), b = KneePoint.Distances(other);

        Assert.All(a.Zip(b), d => Assert.Equal(d.First, d.Second, 1e-9));
    }

    [Fact]
    public void An_objective_that_only_repeats_another_changes_nothing_in_the_choice()
    {
        double[][] two = [[0, 10], [1, 3], [3, 2], [6, 1], [10, 0]];
        double[][] three = [.. two.Select(p => new[] { p[0], p[1], (2 * p[1]) + 1 })];

        int Knee(double[][] front) => KneePoint.Distances(front).Index().MaxBy(d => d.Item).Index;

        Assert.Equal(1, Knee(two));
        Assert.Equal(Knee(two), Knee(three));
    }

    [Fact]
    public void With_three_independent_objectives_the_distance_is_that_from_the_plane_through_the_best_points()
    {
        double[][] front = [[0, 1, 1], [1, 0, 1], [1, 1, 0], [0.2, 0.3, 0.4], [0.9, 0.9, 0.9]];

        IReadOnlyList<double> distances = KneePoint.Distances(front);

        Assert.Equal([0.0, 0.0, 0.0, (2 - 0.9) / Math.Sqrt(3), (2 - 2.7) / Math.Sqrt(3)], distances.Select(d => Math.Round(d, 12)), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void A_front_that_bulges_away_from_the_ideal_has_its_knee_at_an_end()
    {
        double[][] front = [[0, 1], [0.7, 0.8], [1, 0]];

        IReadOnlyList<double> distances = KneePoint.Distances(front);

        Assert.Equal(0, distances[0]);
        Assert.True(distances[1] < 0);
        Assert.Equal(0, distances[2]);
    }

    [Fact]
    public void A_front_of_one_point_or_none_has_no_distances_to_speak_of()
    {
        Assert.Empty(KneePoint.Distances([]));
        Assert.Equal([0.0], KneePoint.Distances([[3.0, 4.0]]));
    }
}
