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
            ["schema", "weights", "macs", "sizeMiB", "compression", "speedup", "energyMicrojoule", "feasible", "violations"],
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

        Assert.Equal(["bitfusion", "silago"], root.GetProperty("platforms").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        Assert.Equal(["sru4-paper", "sru6-paper"], root.GetProperty("topologies").EnumerateArray().Select(t => t.GetString()));
    }

    [Theory]
    [InlineData(ExitCode.BadInput, "--platform", "nosuch", "--bits", "8 8 8 8 8 8 8 8")]
    [InlineData(ExitCode.Usage, "--platform", "silago", "--bits", "8 8")]
    [InlineData(ExitCode.Usage, "--platform", "silago", "--bits", "8 8 8 8 8 8 8 8", "--sram-mib", "0")]
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
