using System.CommandLine;
using System.Text.Json;

using Edge.Runtime.Errors;

using HostTrainer.Cli;

using Xunit;

namespace HostTrainer.Tests.Platforms;

public class PlatformVerbTests
{
    [Fact]
    public async Task Cost_prints_the_documented_members_and_no_others()
    {
        (int code, string text) = await RunAsync("cost", "--platform", "silago", "--topology", "sru4-paper", "--genome", "8 4 4 4 8 4 4 4", "--json");

        JsonElement root = JsonDocument.Parse(text).RootElement;
        Assert.Equal(0, code);
        Assert.Equal(
            ["schema", "weights", "macs", "sizeMiB", "compression", "speedup", "energyMicrojoule", "feasible", "violations",
                "energyTier", "microseconds", "accounting", "differences"],
            root.EnumerateObject().Select(p => p.Name));
        Assert.Equal(1, root.GetProperty("schema").GetInt32());
        Assert.Equal(5549500, root.GetProperty("weights").GetInt64());
        Assert.Equal(2.8909, root.GetProperty("energyMicrojoule").GetDouble(), 4);
        Assert.True(root.GetProperty("feasible").GetBoolean());
    }

    [Fact]
    public async Task The_preset_memory_limit_applies_until_another_is_given()
    {
        string[] all16 = ["cost", "--platform", "bitfusion", "--topology", "sru6-paper", "--bits", string.Join(' ', Enumerable.Repeat(16, 24)), "--json"];

        JsonElement preset = JsonDocument.Parse((await RunAsync(all16)).Output).RootElement;
        JsonElement larger = JsonDocument.Parse((await RunAsync([.. all16, "--sram-mib", "16"])).Output).RootElement;

        Assert.False(preset.GetProperty("feasible").GetBoolean());
        Assert.Contains("3 MiB", preset.GetProperty("violations")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, preset.GetProperty("energyMicrojoule").ValueKind);
        Assert.True(larger.GetProperty("feasible").GetBoolean());
    }

    [Fact]
    public async Task List_names_platforms_and_topologies()
    {
        JsonElement root = JsonDocument.Parse((await RunAsync("list", "--json")).Output).RootElement;

        Assert.Equal(["bitfusion", "bitfusion-cycles", "silago"], root.GetProperty("platforms").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        Assert.Equal(["gru5-paper", "ligru5-paper", "lstm4-paper", "sru3-paper", "sru4-paper", "sru6-paper"], root.GetProperty("topologies").EnumerateArray().Select(t => t.GetString()));
    }

    [Theory]
    [InlineData("paper", 0.9844)]
    [InlineData("corrected", 1.0)]
    public async Task Both_ways_of_counting_are_named_where_they_differ(string accounting, double speedup)
    {
        string[] all16 = ["cost", "--platform", "silago", "--topology", "sru4-paper", "--genome", "16 16 16 16 16 16 16 16", "--json", "--accounting", accounting];

        JsonElement root = JsonDocument.Parse((await RunAsync(all16)).Output).RootElement;

        Assert.Equal(accounting, root.GetProperty("accounting").GetString());
        Assert.Equal(speedup, root.GetProperty("speedup").GetDouble(), 4);
        JsonElement differences = root.GetProperty("differences");
        Assert.Equal(["compression", "speedup"], differences.EnumerateObject().Select(p => p.Name));
        Assert.Equal(5549500 / 5637500.0, differences.GetProperty("speedup").GetProperty("paper").GetDouble(), 12);
        Assert.Equal(1, differences.GetProperty("speedup").GetProperty("corrected").GetDouble(), 12);
    }

    [Fact]
    public async Task The_short_genome_of_a_gated_network_is_the_long_one_with_shared_paths()
    {
        string[] common = ["cost", "--platform", "bitfusion", "--topology", "ligru5-paper", "--skip", "1", "--json", "--genome"];

        string full = (await RunAsync([.. common, "8 2 4 16 2 4 2 4 16 2 8 4 2 16 4 2 4 2 16 4 2 4"])).Output;
        string brief = (await RunAsync([.. common, "8 4 2 4 16 2 8 2 4 2 16 4 2 4"])).Output;

        Assert.Equal(full, brief);
    }

    [Theory]
    [InlineData(ExitCode.BadInput, "--platform", "nosuch", "--bits", "8 8 8 8 8 8 8 8")]
    [InlineData(ExitCode.Usage, "--platform", "silago", "--bits", "8 8")]
    [InlineData(ExitCode.Usage, "--platform", "silago", "--bits", "8 8 8 8 8 8 8 8", "--sram-mib", "0")]
    [InlineData(ExitCode.Usage, "--platform", "silago", "--bits", "8 8 8 8 8 8 8 8", "--skip", "1")]
    public async Task Wrong_arguments_are_refused(ExitCode code, params string[] args)
    {
        EdgeException e = await Assert.ThrowsAsync<EdgeException>(() => RunAsync(["cost", "--topology", "sru4-paper", .. args]));

        Assert.Equal(code, e.ExitCode);
    }

    [Fact]
    public void Bits_and_genome_exclude_each_other_and_one_is_needed()
    {
        string[] common = ["cost", "--platform", "silago", "--topology", "sru4-paper"];

        Assert.NotEmpty(PlatformVerb.Create().Parse(common).Errors);
        Assert.NotEmpty(PlatformVerb.Create().Parse([.. common, "--bits", "8", "--genome", "8"]).Errors);
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        using StringWriter output = new();
        int code = await PlatformVerb.Create().Parse(args).InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output });
        return (code, output.ToString());
    }
}
