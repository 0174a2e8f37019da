using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using Xunit;

namespace HostTrainer.Tests.Plans;

public sealed class PlanVerbTests : IDisposable
{
    private readonly PlanFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_plan_signed_with_a_new_key_is_verified_by_its_public_half()
    {
        string jws = await _folder.SignAsync(await _folder.KeygenAsync(), version: 4);
        var verified = await PlanCommand.RunAsync("verify", "--jws", jws, "--trust", _folder.Trust, "--scope", "device:lab/kitchen", "--json");
        Assert.Equal(ExitCode.Ok, verified.Exit);
        using JsonDocument json = JsonDocument.Parse(verified.Output);
        Assert.True(json.RootElement.GetProperty("accepted").GetBoolean());
        Assert.Equal(4, json.RootElement.GetProperty("version").GetInt64());
        Assert.Equal(8, json.RootElement.GetProperty("plan").GetProperty("layers")[0].GetProperty("weightBits").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("schema").GetInt32());
    }

    [Fact]
    public async Task The_private_key_is_for_its_owner_only()
    {
        string key = await _folder.KeygenAsync();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        }
    }

    [Fact]
    public async Task What_a_device_would_refuse_ends_with_exit_code_4_and_the_reason()
    {
        string key = await _folder.KeygenAsync();
        string jws = await _folder.SignAsync(key, version: 4);
        string tampered = _folder.File("tampered.jws");
        byte[] bytes = File.ReadAllBytes(jws);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(tampered, bytes);
        string large = _folder.File("large.jws");
        File.WriteAllBytes(large, new byte[10_000_000]);

        (string[] Arguments, string Reason)[] cases =
        [
            (["--jws", tampered], "badSignature"),
            (["--jws", large], "tooLarge"),
            (["--jws", key], "malformed"),
            (["--jws", jws, "--scope", "device:lab/hall"], "wrongScope"),
            (["--jws", jws, "--newer-than", "4"], "versionNotNewer"),
            (["--jws", jws, "--model-hash", new string('d', 64)], "wrongModel"),
        ];
        foreach ((string[] arguments, string reason) in cases)
        {
            var refused = await PlanCommand.RunAsync(["verify", .. arguments, "--trust", _folder.Trust, "--json"]);
            Assert.Equal(ExitCode.Trust, refused.Exit);
            using JsonDocument json = JsonDocument.Parse(refused.Output);
            Assert.Equal(reason, json.RootElement.GetProperty("reason").GetString());
            Assert.False(json.RootElement.GetProperty("accepted").GetBoolean());
            Assert.Contains(reason, refused.Error, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("--scope", "everyone", ExitCode.Usage)]
    [InlineData("--expires", "soon", ExitCode.Usage)]
    [InlineData("--expires", "0d", ExitCode.Usage)]
    [InlineData("--expires", "99999999d", ExitCode.Usage)]
    [InlineData("--expires", "2001-01-01", ExitCode.Usage)]
    [InlineData("--version", "0", ExitCode.Usage)]
    [InlineData("--plan", "absent.json", ExitCode.BadInput)]
    [InlineData("--key", "absent.pem", ExitCode.BadInput)]
    public async Task Wrong_arguments_of_sign_are_one_clear_error(string option, string value, ExitCode expected)
    {
        Dictionary<string, string> options = new()
        {
            ["--plan"] = _folder.Plan("p.json", 8),
            ["--key"] = await _folder.KeygenAsync(),
            ["--scope"] = "class:board",
            ["--version"] = "1",
            ["--expires"] = "1d",
            [option] = value,
        };
        var signed = await PlanCommand.RunAsync(["sign", .. options.SelectMany(o => new[] { o.Key, o.Value })]);
        Assert.Equal(expected, signed.Exit);
        Assert.Equal("", signed.Output);
    }

    [Fact]
    public async Task Diff_names_every_layer_that_differs()
    {
        string before = _folder.Plan("a.json", 8);
        string after = _folder.File("b.json");
        LayerPrecision[] layers = [new("L0", 8, 8), new("Pr1", 4, 8, 2), new("L1", 8, 8), new("L9", 2, 2)];
        File.WriteAllBytes(after, new PrecisionPlan(1, new string('d', 64), layers).ToJson());

        var diff = await PlanCommand.RunAsync("diff", before, after, "--json");
        using JsonDocument json = JsonDocument.Parse(diff.Output);
        string[] changed =
            [.. json.RootElement.GetProperty("layers").EnumerateArray().Where(l => l.GetProperty("changed").GetBoolean()).Select(l => l.GetProperty("name").GetString()!)];
        Assert.Equal(["Pr1", "FC", "L9"], changed);
        Assert.Equal(3, json.RootElement.GetProperty("changed").GetInt32());
        Assert.False(json.RootElement.GetProperty("sameModel").GetBoolean());

        var table = await PlanCommand.RunAsync("diff", before, after);
        Assert.Contains("8 > 4", table.Output, StringComparison.Ordinal);
        Assert.Contains("dense > 2", table.Output, StringComparison.Ordinal);
        Assert.Contains("3 of 5 layers differ; the plans are for different models", table.Output, StringComparison.Ordinal);
    }
}
