using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

using Edge.Telemetry.Contracts;
using Edge.Telemetry.Histograms;

using Xunit;

namespace Edge.Telemetry.Tests.Contracts;

/// <summary>The examples of docs/protocol.md are what the code reads and writes.</summary>
public sealed partial class ProtocolDocumentTests
{
    public static TheoryData<string, string> Examples()
    {
        TheoryData<string, string> data = [];
        foreach (Match match in Example().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "protocol.md"))))
        {
            data.Add(match.Groups[1].Value, match.Groups[2].Value);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_read_and_written_again_member_for_member(string topic, string json)
    {
        JsonNode written = JsonNode.Parse(PayloadCodec.Write(Read(topic, json)))!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), written), written.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Unknown_members_are_skipped(string topic, string json)
    {
        JsonObject extended = JsonNode.Parse(json)!.AsObject();
        extended["fromTheFuture"] = new JsonObject { ["deep"] = new JsonArray(1, 2) };
        JsonNode written = JsonNode.Parse(PayloadCodec.Write(Read(topic, extended.ToJsonString())))!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), written));
    }

    [Fact]
    public void Every_payload_has_an_example()
    {
        Assert.Equal(
            ["events", "health", "plan/reported", "profile", "state", "telemetry"],
            Examples().Select(e => (string)e[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_histograms_of_the_telemetry_example_are_what_the_histogram_itself_would_say()
    {
        string json = (string)Examples().First(e => (string)e[0] == "telemetry")[1];
        StageLatencies latency = ((TelemetryPayload)Read("telemetry", json)).Latency;
        foreach (LatencySummary summary in new[] { latency.FrontEnd, latency.Network, latency.Decoder, latency.Total })
        {
            LatencySummary again = HistogramSnapshot.FromSummary(summary, "example").ToSummary();
            Assert.Equal(
                (summary.Count, summary.P50Ns, summary.P95Ns, summary.P99Ns, summary.MaxNs),
                (again.Count, again.P50Ns, again.P95Ns, again.P99Ns, again.MaxNs));
            Assert.Equal(summary.BucketFromNs, again.BucketFromNs);
            Assert.Equal(summary.BucketCounts, again.BucketCounts);
        }
    }

    private static Payload Read(string topic, string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        return topic switch
        {
            "state" => PayloadCodec.Read<StatePayload>(bytes, topic),
            "telemetry" => PayloadCodec.Read<TelemetryPayload>(bytes, topic),
            "events" => PayloadCodec.Read<PhoneEventPayload>(bytes, topic),
            "plan/reported" => PayloadCodec.Read<PlanReportedPayload>(bytes, topic),
            "profile" => PayloadCodec.Read<ProfilePayload>(bytes, topic),
            "health" => PayloadCodec.Read<HealthPayload>(bytes, topic),
            _ => throw new ArgumentException(topic),
        };
    }

    [GeneratedRegex("<!-- example: (\\S+) -->\\s*```json\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
