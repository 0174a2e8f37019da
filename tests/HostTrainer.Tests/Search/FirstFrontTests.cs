using HostTrainer.Search.Nsga;

using Xunit;

namespace HostTrainer.Tests.Search;

public sealed class FirstFrontTests
{
    [Theory]
    [InlineData(2, 3)]
    [InlineData(2, 40)]
    [InlineData(3, 8)]
    [InlineData(4, 5)]
    public void It_is_the_first_front_of_the_sort_equal_points_included(int objectives, int levels)
    {
        Random random = new(9);
        for (int round = 0; round < 20; round++)
        {
            double[][] points = [.. Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, objectives).Select(_ => (double)random.Next(levels)).ToArray())];

            Assert.Equal(NondominatedSort.Fronts(points)[0], FirstFront.Of(points));
        }

        Assert.Empty(FirstFront.Of([]));
    }
}
