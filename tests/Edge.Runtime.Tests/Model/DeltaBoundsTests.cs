using System.Text;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using Xunit;

namespace Edge.Runtime.Tests.Model;

public class DeltaBoundsTests
{
    private const string Good = """{ "low": 0, "high": 24 }""";

    [Fact]
    public void Bounds_and_budget_are_read_and_written_and_left_out_where_there_are_none()
    {
        PrecisionPlan plan = Parse(Document(8, Good, "0.02"));

        Assert.Equal(new DeltaBounds(0, 24), plan.Layers[0].DeltaBounds);
        Assert.Equal(0.02, plan.DivergenceBudget);
        Assert.Equal(plan.Layers, PrecisionPlan.Parse(plan.ToJson(), "test").Layers);
        string dense = Encoding.UTF8.GetString(plan.Dense().ToJson());
        Assert.DoesNotContain("delta", dense, StringComparison.Ordinal);
        Assert.DoesNotContain("divergence", dense, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, """{ "low": -1, "high": 24 }""", "0.02")]
    [InlineData(8, """{ "low": 9, "high": 24 }""", "0.02")]
    [InlineData(8, """{ "low": 0, "high": 7 }""", "0.02")]
    [InlineData(8, """{ "low": 24, "high": 0 }""", "0.02")]
    [InlineData(8, """{ "low": 0, "high": 32768 }""", "0.02")]
    [InlineData(null, Good, "0.02")]
    [InlineData(8, Good, null)]
    [InlineData(8, null, "0.02")]
    [InlineData(8, Good, "0")]
    [InlineData(8, Good, "-1")]
    [InlineData(8, Good, "17")]
    [InlineData(8, """{ "low": 0 }""", "0.02")]
    [InlineData(8, """{ "low": 0, "high": 9, "more": 1 }""", "0.02")]
    public void Bounds_that_allow_nothing_or_too_much_are_refused(int? threshold, string? bounds, string? budget) =>
        Assert.Throws<EdgeException>(() => Parse(Document(threshold, bounds, budget)));

    private static PrecisionPlan Parse(string json) => PrecisionPlan.Parse(Encoding.UTF8.GetBytes(json), "test");

    private static string Document(int? threshold, string? bounds, string? budget)
    {
        string delta = (threshold is null ? "" : $""", "deltaThreshold": {threshold}""") + (bounds is null ? "" : $""", "deltaBounds": {bounds}""");
        string limit = budget is null ? "" : $""", "divergenceBudget": {budget}""";
        return $$"""{ "schema": 1, "modelHash": "{{new string('a', 64)}}", "layers": [{ "name": "L0", "weightBits": 8, "activationBits": 8{{delta}} }]{{limit}} }""";
    }
}
