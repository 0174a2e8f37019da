using Edge.Runtime.Errors;
using Edge.Telemetry.Contracts;
using Edge.Telemetry.Mqtt;

using Xunit;

namespace Edge.Telemetry.Tests.Contracts;

public sealed class TopicsTests
{
    [Fact]
    public void Topics_are_what_the_protocol_says_and_are_taken_apart_again()
    {
        Topics topics = new(new("lab", "pi5_kitchen-2"));
        Assert.Equal("mohaq/v1/lab/pi5_kitchen-2/plan/desired", topics.PlanDesired);
        foreach (TopicKind kind in Enum.GetValues<TopicKind>())
        {
            Assert.True(Topics.TryParse(topics.For(kind), out DeviceAddress? address, out TopicKind parsed));
            Assert.Equal((topics.Address, kind), (address, parsed));
            Assert.True(TopicFilter.Matches(Topics.Filter(kind), topics.For(kind)));
            Assert.True(TopicFilter.Matches(Topics.Filter(kind, "lab"), topics.For(kind)));
            Assert.False(TopicFilter.Matches(Topics.Filter(kind, "field"), topics.For(kind)));
        }
    }

    [Theory]
    [InlineData("mohaq/v1/lab/dev")]
    [InlineData("mohaq/v1/lab/dev/plan")]
    [InlineData("mohaq/v2/lab/dev/state")]
    [InlineData("mohaq/v1//dev/state")]
    [InlineData("mohaq/v1/lab/d+v/state")]
    [InlineData("mohaq/v1/lab/dev/state/more")]
    [InlineData("")]
    public void Other_topics_are_not_ours(string topic) => Assert.False(Topics.TryParse(topic, out _, out _));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("+")]
    [InlineData("#")]
    [InlineData("küche")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Names_that_could_change_a_topic_are_usage_errors(string name)
    {
        Assert.Equal(ExitCode.Usage, Assert.Throws<EdgeException>(() => new DeviceAddress(name, "dev")).ExitCode);
        Assert.Equal(ExitCode.Usage, Assert.Throws<EdgeException>(() => new DeviceAddress("lab", name)).ExitCode);
    }

    [Theory]
    [InlineData("a/b", "a/b", true)]
    [InlineData("a/+", "a/b", true)]
    [InlineData("a/+", "a/b/c", false)]
    [InlineData("a/#", "a/b/c", true)]
    [InlineData("a/#", "a", true)]
    [InlineData("a/#", "ab", false)]
    [InlineData("#", "a/b", true)]
    [InlineData("#", "$SYS/x", false)]
    [InlineData("+/x", "$SYS/x", false)]
    [InlineData("$SYS/#", "$SYS/x", true)]
    [InlineData("+", "a", true)]
    [InlineData("+", "/a", false)]
    [InlineData("/+", "/a", true)]
    [InlineData("a/b", "a", false)]
    [InlineData("a", "a/b", false)]
    public void Filters_match_as_the_standard_says(string filter, string topic, bool matches) =>
        Assert.Equal(matches, TopicFilter.Matches(filter, topic));
}
