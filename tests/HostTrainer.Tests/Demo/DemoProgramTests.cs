using System.Text.Json;

using Edge.Runtime.Errors;

using Xunit;

namespace HostTrainer.Tests.Demo;

/// <summary>Alone, because the device it starts judges a plan by its latency, too.</summary>
[Collection(nameof(DemoProgramTests))]
[CollectionDefinition(nameof(DemoProgramTests), DisableParallelization = true)]
public sealed class DemoProgramTests
{
    [Fact]
    public async Task The_whole_loop_runs_and_leaves_nothing_behind()
    {
        using DemoProgram demo = new();
        var ended = await demo.FinishAsync();
        Assert.True(ended.Output.Length > 0, ended.Error);
        using JsonDocument json = JsonDocument.Parse(ended.Output);
        JsonElement root = json.RootElement;

        JsonElement[] reports = [.. root.GetProperty("reports").EnumerateArray()];
        bool slowed = WasSlowedByOthers(reports[^1]);
        Assert.Equal(
            ["received", "verified", "staged", "trial", slowed ? "reverted" : "committed"], reports.Select(r => r.GetProperty("state").GetString()));
        Assert.Equal(slowed ? (int)ExitCode.CheckFailed : (int)ExitCode.Ok, ended.Exit);
        AssertFigures(root);
        Assert.NotEmpty(root.GetProperty("phones").EnumerateArray());
        Assert.All(root.GetProperty("phones").EnumerateArray(), p => Assert.True(p.GetProperty("endSeconds").GetDouble() >= p.GetProperty("startSeconds").GetDouble()));
        Assert.Equal(0, root.GetProperty("deviceExitCode").GetInt32());
        Assert.Empty(demo.LeftFiles);
        Assert.Empty(demo.LeftProcesses);
    }

    [Fact]
    public async Task Ended_early_it_says_so_and_leaves_nothing_behind()
    {
        using DemoProgram demo = new();
        await demo.ProgressAsync("device    process");
        await demo.TerminateAsync();
        var ended = await demo.FinishAsync();
        Assert.Equal((int)ExitCode.Interrupted, ended.Exit);
        Assert.Empty(ended.Output);
        Assert.Contains("interrupted", ended.Error, StringComparison.Ordinal);
        Assert.Empty(demo.LeftFiles);
        Assert.Empty(demo.LeftProcesses);
    }

    /// <summary>Whether latency alone was against the plan: it computes less than the one before, so the machine was busy with other things.</summary>
    private static bool WasSlowedByOthers(JsonElement verdict)
    {
        string[] broken = [.. (verdict.GetProperty("reason").GetString() ?? "").Split("; ").Where(f => f.StartsWith("BROKEN ", StringComparison.Ordinal))];
        return broken.Length == 1 && broken[0].StartsWith("BROKEN latency", StringComparison.Ordinal);
    }

    private static void AssertFigures(JsonElement root)
    {
        JsonElement before = root.GetProperty("before"), after = root.GetProperty("after");
        Assert.True(after.GetProperty("host").GetProperty("weightBytes").GetInt64() < before.GetProperty("host").GetProperty("weightBytes").GetInt64());
        Assert.Equal(1, before.GetProperty("device").GetProperty("updatedWork").GetDouble());
        Assert.InRange(after.GetProperty("device").GetProperty("updatedWork").GetDouble(), 0.01, 0.999);
        Assert.True(root.GetProperty("search").GetProperty("front").GetArrayLength() > 0);
        Assert.All(root.GetProperty("plan").GetProperty("layers").EnumerateArray(), l => Assert.Equal(0, l.GetProperty("deltaThreshold").GetInt32()));
        JsonElement silago = after.GetProperty("host").GetProperty("platforms")[0], bitfusion = after.GetProperty("host").GetProperty("platforms")[1];
        Assert.True(silago.GetProperty("speedup").GetDouble() > 1 && bitfusion.GetProperty("speedup").GetDouble() > 1);
        Assert.True(silago.GetProperty("energyMicrojoule").GetDouble() > 0);
        Assert.False(bitfusion.TryGetProperty("energyMicrojoule", out _));
    }
}
