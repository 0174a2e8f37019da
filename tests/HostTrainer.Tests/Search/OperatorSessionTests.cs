using System.Text.Json;

using Edge.Runtime.Errors;

using HostTrainer.Search.Nsga;
using HostTrainer.Search.Study;

using Xunit;

namespace HostTrainer.Tests.Search;

public class OperatorSessionTests
{
    [Fact]
    public void Fronts_and_crowding_distances_are_those_of_DEAP()
    {
        // Written by eng/compare-deap --vectors: inputs, and what DEAP 1.3.1 made of them; -1 stands for infinity.
        using Stream stream = typeof(OperatorSessionTests).Assembly.GetManifestResourceStream("deap-fronts.json")!;
        using JsonDocument recorded = JsonDocument.Parse(stream);

        Assert.True(recorded.RootElement.GetArrayLength() >= 10);
        foreach (JsonElement set in recorded.RootElement.EnumerateArray())
        {
            double[][] vectors = [.. set.GetProperty("vectors").EnumerateArray().Select(Numbers)];
            int[][] fronts = [.. set.GetProperty("fronts").EnumerateArray().Select(f => f.EnumerateArray().Select(i => i.GetInt32()).ToArray())];
            double[] crowding = Numbers(set.GetProperty("crowding"));

            IReadOnlyList<IReadOnlyList<int>> found = NondominatedSort.Fronts(vectors);

            Assert.Equal(fronts, found);
            foreach (IReadOnlyList<int> front in found)
            {
                double[] distance = CrowdingDistance.Of([.. front.Select(i => vectors[i])]);
                Assert.Equal(front.Select(i => crowding[i] < 0 ? double.PositiveInfinity : crowding[i]), distance, (a, b) => a.Equals(b) || Math.Abs(a - b) < 1e-12);
            }
        }
    }

    [Fact]
    public void A_search_is_driven_line_by_line()
    {
        string[] replies = Answers(
            """{"start":{"variables":3,"high":9,"seed":1,"population":4,"offspring":2}}""",
            """{"tell":[[1,2],[2,1],[3,3],[0,4]]}""",
            """{"sort":[[1,2],[2,1],[3,3]]}""");

        using JsonDocument first = JsonDocument.Parse(replies[0]), second = JsonDocument.Parse(replies[1]), third = JsonDocument.Parse(replies[2]);
        Assert.Equal(4, first.RootElement.GetProperty("ask").GetArrayLength());
        Assert.Equal(2, second.RootElement.GetProperty("ask").GetArrayLength());
        Assert.Equal(4, second.RootElement.GetProperty("population").GetArrayLength());
        Assert.Equal("[[0,1],[2]]", third.RootElement.GetProperty("fronts").ToString());
        Assert.Equal("[-1,-1,-1]", third.RootElement.GetProperty("crowding").ToString());
    }

    [Theory]
    [InlineData("""{"tell":[[1,2]]}""")]
    [InlineData("""{"sort":[[1,2],[1]]}""")]
    [InlineData("""{"sort":[]}""")]
    [InlineData("""{"start":{"variables":0,"high":9,"seed":1,"population":4,"offspring":2}}""")]
    [InlineData("""{"start":{"variables":3}}""")]
    [InlineData("""{"other":1}""")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("no json")]
    public void A_wrong_request_is_refused(string line)
    {
        EdgeException e = Assert.Throws<EdgeException>(() => Answers(line));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
    }

    private static double[] Numbers(JsonElement element) => [.. element.EnumerateArray().Select(n => n.GetDouble())];

    private static string[] Answers(params string[] lines)
    {
        using StringWriter output = new();
        new OperatorSession().Run(new StringReader(string.Join('\n', lines)), output);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
