using System.CommandLine;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Cli;

using Xunit;

namespace HostTrainer.Tests.Search;

public sealed class SearchVerbTests : IDisposable
{
    private readonly SearchFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_search_is_started_resumed_shown_and_turned_into_a_plan()
    {
        string archive = _fixture.Path("a.sqlite");
        JsonElement started = await JsonOfAsync("start", "--preset", "silago", "--model", "m", "--corpus", "c", "--evaluations", "25", "--seed", "3", "--archive", archive, "--json");
        JsonElement resumed = await JsonOfAsync("resume", "--archive", archive, "--evaluations", "37", "--json");
        JsonElement front = await JsonOfAsync("front", "--archive", archive, "--run", "1", "--json");

        Assert.Equal(25, started.GetProperty("evaluations").GetInt32());
        Assert.Equal(37, resumed.GetProperty("evaluations").GetInt32());
        Assert.Equal(resumed.GetProperty("front").ToString(), front.GetProperty("front").ToString());
        JsonElement point = front.GetProperty("front")[0];
        Assert.Equal(8, point.GetProperty("layers").GetArrayLength());
        foreach (string figure in new[] { "error", "sizeMiB", "compression", "speedup", "energyMicrojoule" })
        {
            Assert.True(point.GetProperty(figure).GetDouble() > 0);
        }

        string plan = _fixture.Path("plan.json");
        (int code, _) = await RunAsync("plan", "--archive", archive, "--point", "1", "--out", plan);
        Assert.Equal(0, code);
        Assert.Equal(SearchFixture.ModelHash, PrecisionPlan.Load(plan).ModelHash);
    }

    [Fact]
    public async Task A_table_shows_the_front_to_people()
    {
        (int code, string text) = await RunAsync("start", "--preset", "size", "--model", "m", "--corpus", "c", "--evaluations", "40", "--archive", _fixture.Path("a.sqlite"));

        Assert.Equal(0, code);
        Assert.Contains("40 evaluations", text, StringComparison.Ordinal);
        Assert.Contains("compression", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_that_finds_no_plan_within_the_limits_says_so()
    {
        (int code, string text) = await RunAsync(
            "start", "--preset", "bitfusion", "--model", "m", "--corpus", "c", "--evaluations", "5", "--sram-mib", "0.001", "--archive", _fixture.Path("a.sqlite"));

        Assert.Equal(0, code);
        Assert.Contains("no plan keeps every limit", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--preset", "nosuch")]
    [InlineData("--objectives", "error")]
    [InlineData("--objectives", "error,error")]
    [InlineData("--objectives", "error,energy")]
    [InlineData("--objectives", "error,speed")]
    [InlineData("--evaluations", "0")]
    [InlineData("--sram-mib", "-1")]
    [InlineData("--max-error", "0")]
    [InlineData("--objectives", "error,size", "--max-energy", "1")]
    [InlineData("--min-speedup", "NaN")]
    [InlineData("--strategy", "luck")]
    [InlineData("--subsets", "0")]
    [InlineData("--utterances", "-3")]
    [InlineData("--minutes", "0")]
    [InlineData("--minutes", "1e9")]
    public async Task Wrong_arguments_are_usage_errors_and_leave_no_archive(string option, string value, params string[] more)
    {
        string archive = _fixture.Path("a.sqlite");
        string[] preset = option == "--preset" ? [] : ["--preset", "bitfusion"];

        EdgeException e = await Assert.ThrowsAsync<EdgeException>(
            () => RunAsync(["start", .. preset, "--model", "m", "--corpus", "c", "--archive", archive, option, value, .. more]));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.False(File.Exists(archive));
    }

    [Fact]
    public async Task Without_a_preset_platform_and_objectives_are_asked_for_and_nothing_limits_the_size()
    {
        string archive = _fixture.Path("a.sqlite");
        string[] common = ["start", "--model", "m", "--corpus", "c", "--corpus", "d", "--evaluations", "19", "--archive", archive, "--json"];
        await Assert.ThrowsAsync<EdgeException>(() => RunAsync([.. common, "--platform", "silago"]));
        await Assert.ThrowsAsync<EdgeException>(() => RunAsync([.. common, "--objectives", "error,size"]));

        JsonElement found = await JsonOfAsync([.. common, "--platform", "silago", "--objectives", "size,error", "--error-rise", "3"]);

        Assert.Equal("custom", found.GetProperty("preset").GetString());
        Assert.Equal(24, found.GetProperty("errorLimit").GetDouble());
        Assert.Equal(JsonValueKind.Null, found.GetProperty("limits").GetProperty("maxSizeMiB").ValueKind);
        Assert.Equal(64, found.GetProperty("archiveHash").GetString()!.Length);
    }

    [Fact]
    public async Task When_the_time_is_up_the_front_so_far_is_printed_and_the_search_can_go_on()
    {
        string archive = _fixture.Path("a.sqlite");
        JsonElement begun = await JsonOfAsync(
            "start", "--preset", "silago", "--strategy", "nsga2", "--model", "m", "--corpus", "c", "--evaluations", "20", "--archive", archive, "--json");
        JsonElement stopped = await JsonOfAsync("resume", "--evaluations", "400", "--minutes", "0.000001", "--archive", archive, "--json");
        JsonElement finished = await JsonOfAsync("resume", "--evaluations", "60", "--archive", archive, "--minutes", "10", "--json");

        Assert.Equal(20, begun.GetProperty("evaluations").GetInt32());
        Assert.InRange(stopped.GetProperty("evaluations").GetInt32(), 20, 399);
        Assert.Equal(400, finished.GetProperty("evaluations").GetInt32());
    }

    private static async Task<JsonElement> JsonOfAsync(params string[] args)
    {
        (int code, string text) = await RunAsync(args);
        Assert.Equal(0, code);
        JsonElement root = JsonDocument.Parse(text).RootElement;
        Assert.Equal(1, root.GetProperty("schema").GetInt32());
        return root;
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        Command search = SearchVerb.Create(_ => SearchFixture.Subject(new AnalyticEvaluator()));
        using StringWriter output = new();
        int code = await search.Parse(args).InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = TextWriter.Null });
        return (code, output.ToString());
    }
}
