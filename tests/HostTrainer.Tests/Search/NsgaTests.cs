using HostTrainer.Search.Nsga;

using Xunit;

namespace HostTrainer.Tests.Search;

public class NsgaTests
{
    [Fact]
    public void Fronts_are_those_worked_out_by_hand()
    {
        double[][] points = [[1, 5], [2, 3], [4, 1], [3, 4], [5, 5], [2, 3], [4, 2]];

        IReadOnlyList<IReadOnlyList<int>> fronts = NondominatedSort.Fronts(points);

        Assert.Equal([0, 1, 2, 5], fronts[0]);
        Assert.Equal([3, 6], fronts[1]);
        Assert.Equal([4], fronts[2]);
        Assert.Equal(3, fronts.Count);
        Assert.Empty(NondominatedSort.Fronts([]));
    }

    [Fact]
    public void Crowding_distances_are_those_worked_out_by_hand()
    {
        // Ranges 4 and 8. Point 1: ((3-0)/4 + (8-2)/8) / 2 = 0.75; point 2: ((4-1)/4 + (5-0)/8) / 2 = 0.6875. Point 4 repeats point 1.
        double[] distance = CrowdingDistance.Of([[0, 8], [1, 5], [3, 2], [4, 0], [1, 5]]);

        Assert.Equal([double.PositiveInfinity, 0.75, 0.6875, double.PositiveInfinity, 0], distance);
        Assert.Equal([double.PositiveInfinity, double.PositiveInfinity], CrowdingDistance.Of([[1, 2], [2, 1]]));
        Assert.Empty(CrowdingDistance.Of([]));
    }

    [Fact]
    public void Hypervolumes_are_those_worked_out_by_hand()
    {
        // Two objectives, reference (4, 4): columns of width 1, 1, 1 and heights 1, 2, 3.
        Assert.Equal(6, Hypervolume.Of([[1, 3], [2, 2], [3, 1]], [4.0, 4.0]), 12);

        // A dominated point, and points outside the reference, change nothing.
        Assert.Equal(6, Hypervolume.Of([[1, 3], [2, 2], [3, 1], [3, 3], [5, 0], [4, 0]], [4.0, 4.0]), 12);

        // Three objectives, reference (2, 2, 2): boxes 2x1x1, 1x2x1, 1x1x2 that share the unit cube: 2 + 2 + 2 - 1 - 1 - 1 + 1.
        Assert.Equal(4, Hypervolume.Of([[0, 1, 1], [1, 0, 1], [1, 1, 0]], [2.0, 2.0, 2.0]), 12);
        Assert.Equal(0, Hypervolume.Of([], [1.0, 1.0]));
    }

    [Fact]
    public void Zdt1_improves_over_the_generations_towards_its_known_front()
    {
        Nsga2 nsga = new([.. Enumerable.Repeat(new VariableRange(0, 64), 10)], 1);
        List<double[]> all = [];
        List<double> volumes = [];
        for (int generation = 0; generation < 120; generation++)
        {
            double[][] answers = [.. nsga.Ask().Select(c => Zdt1(c.Point))];
            all.AddRange(answers);
            nsga.Tell([.. answers.Select(a => new Fitness(a, 0))]);
            volumes.Add(Hypervolume.Of(nsga.Population.Select(p => (IReadOnlyList<double>)Zdt1(p)), [1.1, 6.0]));
        }

        // The true front f2 = 1 - sqrt(f1) dominates 1.1 x 6 - 1/3 - 0.1 x 0 = 6.267 at most.
        Assert.True(volumes[^1] > volumes[0] * 1.1, $"{volumes[0]} -> {volumes[^1]}");
        Assert.InRange(volumes[^1], 5.6, 6.267);
        Assert.All(volumes.Zip(volumes.Skip(1)), v => Assert.True(v.Second >= v.First * 0.99));
        Assert.Equal(40 + (119 * 10), all.Count);
    }

    [Fact]
    public void Infeasible_points_lead_to_feasible_ones()
    {
        // Feasible only when the sum is at most 8 of up to 60; a random point almost never is.
        Nsga2 nsga = new([.. Enumerable.Repeat(new VariableRange(0, 3), 20)], 3);
        for (int generation = 0; generation < 80; generation++)
        {
            nsga.Tell([.. nsga.Ask().Select(c => new Fitness([c.Point[0], -c.Point[1]], Math.Max(0, c.Point.Sum() - 8) / 8.0))]);
        }

        Assert.All(nsga.Population, p => Assert.True(p.Sum() <= 8));
    }

    [Fact]
    public void Every_point_stays_in_its_range_and_none_is_asked_for_twice()
    {
        VariableRange[] ranges = [new(1, 4), new(2, 4), new(0, 0), new(-3, 9), new(1, 2)];
        Nsga2 nsga = new(ranges, 11);
        HashSet<string> seen = [];
        for (int generation = 0; generation < 40; generation++)
        {
            IReadOnlyList<Candidate> asked = nsga.Ask();
            foreach (int[] point in asked.Select(c => c.Point))
            {
                Assert.All(point.Zip(ranges), v => Assert.InRange(v.First, v.Second.Low, v.Second.High));
                Assert.True(seen.Add(string.Join(' ', point)));
            }

            nsga.Tell([.. asked.Select(c => new Fitness([c.Point.Sum(), -c.Point[0]], 0))]);
        }
    }

    [Fact]
    public void A_small_space_is_searched_to_its_end_and_then_nothing_is_asked()
    {
        Nsga2 nsga = new([new VariableRange(1, 3), new VariableRange(1, 3)], 1, new NsgaOptions(4, 2));
        int asked = 0;
        IReadOnlyList<Candidate> generation = nsga.Ask();
        while (generation.Count > 0)
        {
            asked += generation.Count;
            nsga.Tell([.. generation.Select(c => new Fitness([c.Point[0], c.Point[1]], 0))]);
            generation = nsga.Ask();
        }

        Assert.InRange(asked, 4, 9);
    }

    [Fact]
    public void The_same_seed_gives_the_same_search_and_another_seed_another()
    {
        Assert.Equal(Trace(5), Trace(5));
        Assert.NotEqual(Trace(5), Trace(6));
    }

    private static List<string> Trace(uint seed)
    {
        Nsga2 nsga = new([.. Enumerable.Repeat(new VariableRange(1, 4), 8)], seed);
        List<string> trace = [];
        for (int generation = 0; generation < 12; generation++)
        {
            IReadOnlyList<Candidate> asked = nsga.Ask();
            trace.AddRange(asked.Select(c => string.Join(' ', c.Point)));
            nsga.Tell([.. asked.Select(c => new Fitness([c.Point.Sum(), -c.Point[0] * c.Point[1]], 0))]);
        }

        return trace;
    }

    private static double[] Zdt1(int[] point)
    {
        double first = point[0] / 64.0;
        double g = 1 + (9 * point.Skip(1).Sum(v => v / 64.0) / (point.Length - 1));
        return [first, g * (1 - Math.Sqrt(first / g))];
    }
}
