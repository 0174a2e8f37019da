using Edge.Telemetry.Contracts;
using Edge.Telemetry.Mqtt;
using Edge.Telemetry.Profiles;

using HostTrainer.Fleet;


namespace Agent.Tests;

/// <summary>That a device measures and publishes what a platform is fitted to. Its times decide nothing here.</summary>
public sealed class ProfileTests
{
    [Fact]
    public async Task A_device_measures_every_precision_of_every_layer_prints_its_profile_and_publishes_it()
    {
        BrokerAccount account = BrokerAccount.WithRandomPassword("kitchen", "readwrite mohaq/v1/lab/kitchen/#");
        await using LoopbackBroker broker = await LoopbackBroker.StartAsync([account]);
        string password = Path.GetTempFileName();
        File.WriteAllText(password, account.Password);
        string topic = new Topics(new DeviceAddress("lab", "kitchen")).Profile;
        TaskCompletionSource<byte[]> arrived = new();
        await using MosquittoLink link = new(new MqttOptions("127.0.0.1", broker.Port, "listener") { UserName = account.Name, Password = account.Password });
        link.Subscribe(topic, message => arrived.TrySetResult([.. message.Payload.Span]));
        await link.ConnectAsync(TimeSpan.FromSeconds(10));
        using AgentProcess agent = new(
            "profile", "--model", Repository.Model, "--rounds", "1", "--json",
            "--broker", $"127.0.0.1:{broker.Port}", "--user", account.Name, "--password-file", password, "--site", "lab", "--device", "kitchen");
        Assert.Equal(0, agent.Wait(TimeSpan.FromMinutes(5)));
        File.Delete(password);

        DeviceProfile printed = ProfileFile.Parse(System.Text.Encoding.UTF8.GetBytes(agent.Output), "standard output");
        DeviceProfile published = PayloadCodec.Read<ProfilePayload>(await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30)), topic).Profile;

        Assert.Equal(ProfileFile.Write(printed), ProfileFile.Write(published));
        Assert.Equal(["L0", "Pr1", "L1", "Pr2", "L2", "Pr3", "L3", "FC"], printed.Layers.Select(l => l.Name));
        foreach (CacheState caches in new[] { CacheState.Warm, CacheState.Cold })
        {
            ProfileRun[] runs = [.. printed.Runs.Where(r => r.Caches == caches)];
            ProfileRun[] dense = [.. runs.Where(r => r.UpdatedFraction is null)];
            Assert.Equal(8, dense.Where(r => r.IsUniform()).DistinctBy(r => (r.WeightBits[0], r.ActivationBits[0])).Count());
            Assert.True(dense.Count(r => !r.IsUniform()) >= 8);
            Assert.All(dense, r => Assert.NotNull(r.Step));
            Assert.Equal(8, runs.Where(r => r.UpdatedFraction is > 0 and < 0.1).DistinctBy(r => (r.WeightBits[0], r.ActivationBits[0])).Count());
        }
    }

    [Theory]
    [InlineData("--rounds", "0")]
    [InlineData("--broker", "nowhere")]
    [InlineData("--site", "a/b")]
    public void Wrong_options_are_refused_before_anything_is_measured(params string[] options)
    {
        using AgentProcess agent = new(["profile", "--model", Repository.Model, .. options]);

        Assert.Equal(2, agent.Wait(TimeSpan.FromMinutes(1)));
        Assert.DoesNotContain("profile: steps", agent.Errors, StringComparison.Ordinal);
    }
}
