using System.Text;

using Edge.Runtime.Errors;
using Edge.Telemetry.Contracts;
using Edge.Telemetry.Tests.Support;

using Xunit;

namespace Edge.Telemetry.Tests.Contracts;

public sealed class PayloadCodecTests
{
    private const string Head = "\"schema\":1,\"bootId\":\"0f8fad5bd9cb469fa16570867728950e\",\"sequence\":1,\"time\":\"2026-03-01T06:30:00Z\"";

    private static EdgeException Refused<T>(string json)
        where T : Payload
    {
        EdgeException e = Assert.Throws<EdgeException>(() => PayloadCodec.Read<T>(Encoding.UTF8.GetBytes(json), "a/topic"));
        Assert.Equal((ExitCode.BadInput, "a/topic"), (e.ExitCode, e.Where));
        return e;
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"status\":\"online\"}")]
    [InlineData("{\"status\":1,\"firmware\":\"x\"," + Head + "}")]
    [InlineData("{\"status\":\"sideways\",\"firmware\":\"x\"," + Head + "}")]
    [InlineData("{\"status\":\"online\",\"firmware\":null," + Head + "}")]
    [InlineData("{\"status\":\"online\",\"firmware\":\"x\",\"modelHash\":\"ABC\"," + Head + "}")]
    [InlineData("{\"status\":\"online\",\"firmware\":\"x\",\"planVersion\":-1," + Head + "}")]
    [InlineData("{\"status\":\"online\",\"firmware\":\"x\"," + Head)]
    public void A_wrong_state_is_refused(string json) => Refused<StatePayload>(json);

    [Fact]
    public void A_newer_schema_is_refused_by_number()
    {
        string json = "{\"status\":\"online\",\"firmware\":\"x\"," + Head.Replace("\"schema\":1", "\"schema\":2", StringComparison.Ordinal) + "}";
        Assert.Contains("schema 2", Refused<StatePayload>(json).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payload_above_the_limit_is_refused_unread()
    {
        Assert.Contains("262145", Refused<StatePayload>(new string(' ', PayloadCodec.MaxBytes + 1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,2", "1")]
    [InlineData("128,64", "1,1")]
    [InlineData("64,128", "1,2")]
    [InlineData("64,128", "0,2")]
    public void A_histogram_whose_buckets_contradict_each_other_is_refused(string edges, string counts)
    {
        string stage = $"{{\"count\":2,\"p50Ns\":1,\"p95Ns\":1,\"p99Ns\":1,\"maxNs\":1,\"bucketFromNs\":[{edges}],\"bucketCounts\":[{counts}]}}";
        Refused<TelemetryPayload>(
            $"{{\"windowSeconds\":1,\"frames\":1,\"latency\":{{\"frontEnd\":{stage},\"network\":{stage},\"decoder\":{stage},\"total\":{stage}}}," +
            $"\"layers\":[],\"energy\":[],\"weightBytes\":1,\"planVersion\":0,\"posteriorHash\":\"{new string('a', 64)}\",\"phoneRate\":1,{Head}}}");
    }

    [Fact]
    public void A_refusal_without_a_reason_is_refused() => Refused<PlanReportedPayload>("{\"state\":\"refused\"," + Head + "}");

    [Fact]
    public void Stamps_count_from_one_and_carry_one_boot_id()
    {
        PayloadStamper stamper = new(TimeProvider.System);
        StatePayload[] stamped = [stamper.Stamp(Samples.Birth), stamper.Stamp(Samples.Birth)];
        Assert.Equal([1L, 2L], stamped.Select(s => s.Sequence));
        Assert.All(stamped, s => Assert.Equal(stamper.BootId, s.BootId));
        Assert.Equal(stamped[1], PayloadCodec.Read<StatePayload>(PayloadCodec.Write(stamped[1]), "state"));
    }
}
