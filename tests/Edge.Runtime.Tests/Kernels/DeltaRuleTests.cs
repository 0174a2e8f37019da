using Edge.Runtime.Kernels;

using Xunit;

namespace Edge.Runtime.Tests.Kernels;

public class DeltaRuleTests
{
    [Theory]
    [InlineData(8, 256, 140)]
    [InlineData(4, 256, 107)]
    [InlineData(16, 256, 179)]
    [InlineData(2, 0, 0)]
    public void So_many_changes_go_through_the_delta_kernel_at_most(int bits, int columns, int most) =>
        Assert.Equal(most, DeltaRule.MostChanges(bits, columns));

    [Fact]
    public void Independent_changes_give_way_where_three_fifths_of_the_groups_have_one()
    {
        double changed = DeltaRule.MostChangesInGroups(1000) / 1000.0;
        Assert.Equal(0.6, 1 - Math.Pow(1 - changed, 4), 0.002);
    }

    [Fact]
    public void Groups_are_counted_with_those_of_which_only_a_part_changed()
    {
        uint[] masks = [0x0000_0001, 0x8421_0000, 0xFFFF_FFFF, 0];
        unsafe
        {
            fixed (uint* first = masks)
            {
                Assert.Equal(1 + 4 + 8, GroupList.Count(first, 128));
            }
        }
    }
}
