using HostTrainer.Search.Nsga;

using Xunit;

namespace HostTrainer.Tests.Search;

public class MersenneTwisterTests
{
    [Fact]
    public void The_reference_sequence_of_seed_5489_is_reproduced()
    {
        MersenneTwister random = new(5489);

        uint[] first = [.. Enumerable.Range(0, 5).Select(_ => random.NextUInt32())];
        for (int i = 5; i < 9999; i++)
        {
            random.NextUInt32();
        }

        Assert.Equal([3499211612, 581869302, 3890346734, 3586334585, 545404204], first);
        Assert.Equal(4123659995, random.NextUInt32());
    }

    [Fact]
    public void Doubles_and_permutations_are_those_of_numpy_with_seed_1()
    {
        MersenneTwister doubles = new(1);

        Assert.Equal(4.17022004702574e-01, doubles.NextDouble());
        Assert.Equal(7.203244934421581e-01, doubles.NextDouble());
        Assert.Equal(1.1437481734488664e-04, doubles.NextDouble());
        Assert.Equal([2, 9, 6, 4, 0, 3, 1, 7, 8, 5], new MersenneTwister(1).Permutation(10));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public void Bounded_integers_take_every_value_and_no_other(int max)
    {
        MersenneTwister random = new(7);

        int[] drawn = [.. Enumerable.Range(0, 400).Select(_ => random.NextInteger(max)).Distinct().Order()];

        Assert.Equal(Enumerable.Range(0, max + 1), drawn);
    }
}
