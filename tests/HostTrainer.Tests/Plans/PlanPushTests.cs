using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Telemetry.Mqtt;

using HostTrainer.Fleet;

using Xunit;

namespace HostTrainer.Tests.Plans;

public sealed class PlanPushTests : IAsyncLifetime
{
    private readonly PlanFolder _folder = new();
    private readonly BrokerAccount _device = BrokerAccount.WithRandomPassword("kitchen", "readwrite mohaq/v1/lab/kitchen/#");
    private readonly BrokerAccount _operator = BrokerAccount.WithRandomPassword("operator", "readwrite mohaq/v1/#");
    private readonly BrokerAccount _guest = BrokerAccount.WithRandomPassword("guest", "read mohaq/v1/#");
    private LoopbackBroker _broker = null!;
    private string _key = "";

    public async Task InitializeAsync()
    {
        _broker = await LoopbackBroker.StartAsync([_device, _operator, _guest]);
        _key = await _folder.KeygenAsync();
    }

    public async Task DisposeAsync()
    {
        await _broker.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_pushed_plan_is_applied_refused_when_old_and_known_when_it_comes_again()
    {
        await using TunedDevice device = await DeviceAsync(trialLatency: 1000);
        string second = await _folder.SignAsync(_key, version: 2);

        var pushed = await PushAsync(_operator, second);
        Assert.Equal((ExitCode.Ok, "committed"), (pushed.Exit, pushed.State));
        Assert.Equal(2, device.CommittedVersion);
        Assert.Equal(["received", "verified", "staged", "trial", "committed"], pushed.Story);

        Assert.Equal(["committed"], (await PushAsync(_operator, second)).Story);

        var old = await PushAsync(_operator, await _folder.SignAsync(_key, version: 1));
        Assert.Equal((ExitCode.CheckFailed, "refused"), (old.Exit, old.State));
        Assert.StartsWith("VersionNotNewer", old.Reason, StringComparison.Ordinal);
        Assert.Equal(2, device.CommittedVersion);
    }

    [Fact]
    public async Task Tampered_foreign_and_huge_documents_are_refused_with_a_reason_and_the_device_goes_on()
    {
        await using TunedDevice device = await DeviceAsync(trialLatency: 1000);
        string good = await _folder.SignAsync(_key, version: 5);
        string tampered = _folder.File("tampered.jws");
        byte[] bytes = File.ReadAllBytes(good);
        bytes[^10] = bytes[^10] == (byte)'A' ? (byte)'B' : (byte)'A';
        File.WriteAllBytes(tampered, bytes);
        string huge = _folder.File("huge.jws");
        File.WriteAllBytes(huge, new byte[10_000_000]);
        string foreign = await _folder.SignAsync(_key, version: 6, bits: 4, scope: "device:lab/hall");

        foreach ((string file, string reason) in new[] { (tampered, "BadSignature"), (huge, "TooLarge"), (foreign, "WrongScope") })
        {
            var refused = await PushAsync(_operator, file);
            Assert.Equal((ExitCode.CheckFailed, "refused"), (refused.Exit, refused.State));
            Assert.StartsWith(reason, refused.Reason, StringComparison.Ordinal);
        }

        Assert.Equal("committed", (await PushAsync(_operator, good)).State);
        Assert.Equal(5, device.CommittedVersion);
    }

    [Fact]
    public async Task A_plan_that_is_measured_worse_comes_back_reverted_with_its_evidence()
    {
        await using TunedDevice device = await DeviceAsync(trialLatency: 5000);
        var pushed = await PushAsync(_operator, await _folder.SignAsync(_key, version: 1));
        Assert.Equal((ExitCode.CheckFailed, "reverted"), (pushed.Exit, pushed.State));
        Assert.StartsWith("BROKEN latency p99 5000us", pushed.Reason, StringComparison.Ordinal);
        Assert.Equal(0, device.CommittedVersion);
    }

    [Fact]
    public async Task A_device_that_is_away_gets_the_plan_when_it_connects()
    {
        string jws = await _folder.SignAsync(_key, version: 1);
        var away = await RawPushAsync(_operator, jws, wait: "0.2");
        Assert.Equal(ExitCode.Unreachable, away.Exit);
        Assert.Contains("did not answer", away.Error, StringComparison.Ordinal);

        await using TunedDevice device = await DeviceAsync(trialLatency: 1000);
        Assert.Equal("committed", (await PushAsync(_operator, jws)).State);
    }

    [Fact]
    public async Task A_user_without_the_right_and_an_absent_broker_are_errors()
    {
        string jws = await _folder.SignAsync(_key, version: 1);
        Assert.Equal(ExitCode.Trust, (await RawPushAsync(_guest, jws, wait: "5")).Exit);
        Assert.Equal(ExitCode.Trust, (await RawPushAsync(_operator with { Password = "wrong" }, jws, wait: "5")).Exit);
        await _broker.KillAsync();
        Assert.Equal(ExitCode.Unreachable, (await RawPushAsync(_operator, jws, wait: "5")).Exit);
    }

    private async Task<TunedDevice> DeviceAsync(double trialLatency)
    {
        MqttOptions options = new(_broker.Host, _broker.Port, "kitchen") { UserName = _device.Name, Password = _device.Password };
        TunedDevice device = new(options, _folder.Trust, _folder.File("store"), trialLatency);
        await device.StartAsync();
        return device;
    }

    private async Task<(ExitCode Exit, string? State, string? Reason, string[] Story)> PushAsync(BrokerAccount account, string jws)
    {
        var pushed = await RawPushAsync(account, jws, wait: "60");
        using JsonDocument json = JsonDocument.Parse(pushed.Output);
        JsonElement root = json.RootElement;
        string[] story = [.. root.GetProperty("reports").EnumerateArray().Select(r => r.GetProperty("state").GetString()!)];
        return (pushed.Exit, root.GetProperty("state").GetString(), root.TryGetProperty("reason", out JsonElement r) ? r.GetString() : null, story);
    }

    private async Task<(ExitCode Exit, string Output, string Error)> RawPushAsync(BrokerAccount account, string jws, string wait)
    {
        string password = _folder.File("password");
        File.WriteAllText(password, account.Password + "\n");
        return await PlanCommand.RunAsync(
            "push", "--jws", jws, "--broker", _broker.Host, "--port", $"{_broker.Port}", "--user", account.Name, "--password-file", password,
            "--site", "lab", "--device", "kitchen", "--wait", wait, "--json");
    }
}
