using Edge.Runtime.Kernels;

using Xunit;

namespace Edge.Runtime.Tests.Kernels;

public class DeltaRuleTests
{
    [Theory]
    [InlineData(8, 140, null, DeltaWay.Inputs)]
    [InlineData(8, 141, null, DeltaWay.Dense)]
    [InlineData(4, 60, 60, DeltaWay.Inputs)]
    [InlineData(4, 60, 15, DeltaWay.Groups)]
    [InlineData(4, 60, 23, DeltaWay.Groups)]
    [InlineData(4, 60, 24, DeltaWay.Inputs)]
    [InlineData(4, 120, 44, DeltaWay.Groups)]
    [InlineData(4, 176, 45, DeltaWay.Dense)]
    [InlineData(4, 100, 60, DeltaWay.Dense)]
    [InlineData(2, 80, 80, DeltaWay.Dense)]
    [InlineData(16, 153, null, DeltaWay.Inputs)]
    public void The_way_depends_on_how_many_inputs_of_256_changed_and_in_how_many_groups(int bits, int changes, int? groups, object way) =>
        Assert.Equal(way, DeltaRule.Choose(bits, 256, changes, groups));
}
