using Edge.Runtime.Errors;

using HostTrainer.Choosing;

using Xunit;

namespace HostTrainer.Tests.Choosing;

public sealed class ChoiceTests : IDisposable
{
    private readonly ChoosingFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData(Figure.Error)]
    [InlineData(Figure.Size)]
    [InlineData(Figure.Compression)]
    [InlineData(Figure.Speedup)]
    [InlineData(Figure.Energy)]
    public async Task The_preferred_figure_is_the_best_of_all_points_within_the_limits(Figure figure)
    {
        (SearchFront front, _) = await _fixture.FrontAsync("silago", 150);
        FigureLimits limits = new(MaxError: front.Points[front.Points.Count * 2 / 3].Error, MinCompression: 2.5);
        FigureSet[] within = [.. front.Points.Select(FigureSet.Of).Where(f => f.Error <= limits.MaxError && f.Cost.Compression >= 2.5)];

        Choice choice = Choice.Of(front, limits, new Preference(figure));

        Assert.InRange(within.Length, 2, front.Points.Count - 1);
        Assert.Equal(within.Length, choice.Candidates);
        double best = FigureFacts.MoreIsBetter(figure) ? within.Max(f => f[figure]!.Value) : within.Min(f => f[figure]!.Value);
        Assert.Equal(best, front.FiguresOf(choice.Number)[figure]);
        Assert.True(limits.Keeps(front.FiguresOf(choice.Number)));
    }

    [Fact]
    public async Task The_knee_of_some_points_is_the_one_farthest_from_the_chord_of_the_whole_front()
    {
        (SearchFront front, _) = await _fixture.FrontAsync("size", 150);
        Choice all = Choice.Of(front, new FigureLimits(), Preference.Knee);
        FigureLimits limits = new(MaxError: front.Points[all.Number - 1].Error - 0.01);
        Choice some = Choice.Of(front, limits, Preference.Knee);

        Assert.Equal(front.Knee, all.Number);
        Assert.Equal(front.KneeDistances.Max(), front.KneeDistances[all.Number - 1]);
        Assert.Equal(front.Within(limits).Max(n => front.KneeDistances[n - 1]), front.KneeDistances[some.Number - 1]);
        Assert.True(some.Number < all.Number);
    }

    [Fact]
    public async Task When_no_point_keeps_a_limit_the_error_says_what_the_front_reaches()
    {
        (SearchFront front, _) = await _fixture.FrontAsync("size", 60);

        EdgeException e = Assert.Throws<EdgeException>(() => Choice.Of(front, new FigureLimits(MaxError: 3), Preference.Knee));

        Assert.Equal(ExitCode.CheckFailed, e.ExitCode);
        Assert.Contains($"the best error of the front is {FigureFacts.Text(Figure.Error, front.Points[0].Error)}", e.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_limits_only_contradict_each_other_the_error_says_so()
    {
        (SearchFront front, _) = await _fixture.FrontAsync("size", 100);
        FigureLimits limits = new(MaxError: front.Points[0].Error, MaxSizeMiB: front.Points.Min(p => p.Cost.SizeMiB));

        EdgeException e = Assert.Throws<EdgeException>(() => Choice.Of(front, limits, Preference.Knee));

        Assert.Contains("no point keeps all of them", e.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_that_the_platform_does_not_model_keeps_no_limit_and_cannot_be_preferred()
    {
        (SearchFront front, _) = await _fixture.FrontAsync("size", 40);

        Assert.Empty(front.Within(new FigureLimits(MaxEnergyMicrojoule: 1e9)));
        EdgeException e = Assert.Throws<EdgeException>(() => Choice.Of(front, new FigureLimits(), new Preference(Figure.Energy)));
        Assert.Contains("no model of energy", e.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_neighbour_is_the_least_better_point_of_the_front()
    {
        (SearchFront front, _) = await _fixture.FrontAsync("silago", 150);
        for (int number = 1; number <= front.Points.Count; number++)
        {
            FigureSet from = front.FiguresOf(number);
            IReadOnlyList<Neighbour> neighbours = Neighbour.Of(front, number);
            foreach (Figure figure in front.Improved)
            {
                double[] gains = [.. front.Points.Select(p => FigureFacts.Gain(figure, from[figure]!.Value, FigureSet.Of(p)[figure]!.Value)).Where(g => g > 0)];
                Neighbour? neighbour = neighbours.SingleOrDefault(n => n.Figure == figure);

                Assert.Equal(gains.Length == 0, neighbour is null);
                if (neighbour is not null)
                {
                    Assert.Equal(gains.Min(), FigureFacts.Gain(figure, from[figure]!.Value, front.FiguresOf(neighbour.Number)[figure]!.Value));
                    Assert.Equal(front.FiguresOf(neighbour.Number)[figure] - from[figure], neighbour.Differences[(int)figure]);
                }
            }
        }
    }
}
