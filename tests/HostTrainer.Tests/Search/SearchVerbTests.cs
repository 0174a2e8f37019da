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
        JsonElement started = await JsonOfAsync("start", "--preset", "silago", "--model", "m", "--corpus", "c", "--evaluations", "50", "--seed", "3", "--archive", archive, "--json");
        JsonElement resumed = await JsonOfAsync("resume", "--archive", archive, "--evaluations", "70", "--json");
        JsonElement front = await JsonOfAsync("front", "--archive", archive, "--run", "1", "--json");

        Assert.Equal(50, started.GetProperty("evaluations").GetInt32());
        Assert.Equal(70, resumed.GetProperty("evaluations").GetInt32());
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
    public async Task Wrong_arguments_are_usage_errors_and_leave_no_archive(string option, string value)
    {
        string archive = _fixture.Path("a.sqlite");
        string[] preset = option == "--preset" ? [] : ["--preset", "bitfusion"];

        EdgeException e = await Assert.ThrowsAsync<EdgeException>(
            () => RunAsync(["start", .. preset, "--model", "m", "--corpus", "c", "--archive", archive, option, value]));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.False(File.Exists(archive));
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
