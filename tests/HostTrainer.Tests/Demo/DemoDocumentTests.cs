using System.Text.Json;

using Edge.Telemetry.Contracts;

using HostTrainer.Demo;

using Spectre.Console;

using Xunit;

namespace HostTrainer.Tests.Demo;

public sealed class DemoDocumentTests
{
    private static readonly DemoDocument Document = new(
        1,
        [new DemoPhone("jfk/jfk", "ae", 0.16, 0.34, -1.5, 0.25, 0)],
        [new DemoReport(PlanState.Received, 1, null, 20), new DemoReport(PlanState.Reverted, 1, "latency", 30)],
        new DemoSide(0, DemoSamples.Figures(16, error: 0.3, bytes: 1600), DeviceFigures.Of([DemoSamples.Window(10, 65536, updated: 1)], DemoSamples.Topology)),
        new DemoSide(1, DemoSamples.Figures(4, error: 0.305, bytes: 400, delta: 0), null),
        new DemoSearchFigures("silago", 60, 9.5, 0.4, [DemoSamples.Figures(4, error: 0.305, bytes: 400)], "the knee"),
        DemoSamples.Plan(4, delta: 0),
        Committed: false,
        DeviceExitCode: 0,
        Seconds: 42);

    [Fact]
    public void The_document_has_the_promised_members()
    {
        using JsonDocument json = JsonDocument.Parse(Document.ToJson());
        JsonElement root = json.RootElement;
        Assert.Equal(1, root.GetProperty("schema").GetInt32());
        Assert.Equal("ae", root.GetProperty("phones")[0].GetProperty("phone").GetString());
        Assert.Equal("reverted", root.GetProperty("reports")[1].GetProperty("state").GetString());
        Assert.Equal(0.3, root.GetProperty("before").GetProperty("host").GetProperty("phoneErrorRate").GetDouble());
        Assert.Equal(1, root.GetProperty("before").GetProperty("device").GetProperty("updatedWork").GetDouble());
        Assert.Equal(400, root.GetProperty("after").GetProperty("host").GetProperty("weightBytes").GetInt64());
        Assert.False(root.GetProperty("after").TryGetProperty("device", out _));
        Assert.Equal(0, root.GetProperty("plan").GetProperty("layers")[0].GetProperty("deltaThreshold").GetInt32());
        Assert.Equal(42, root.GetProperty("seconds").GetDouble());
    }

    [Fact]
    public void The_table_sets_both_sides_beside_each_other_and_dashes_what_is_unknown()
    {
        StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No });
        console.Write(DemoTable.Of(Document));
        string[] Cells(string name) =>
            [.. text.ToString().Split('\n').Single(l => l.Contains(name, StringComparison.Ordinal)).Split('│', StringSplitOptions.TrimEntries)[2..4]];
        Assert.Equal(["30.00 %", "30.50 %"], Cells("phone error"));
        Assert.Equal(["1,600", "400"], Cells("weight bytes"));
        Assert.Equal(["2.00", "8.00"], Cells("speed-up, silago"));
        Assert.Equal(["-", "-"], Cells("uJ a frame, bitfusion"));
        Assert.Equal(["1.000 (dense)", "-"], Cells("updated fraction"));
    }
}
