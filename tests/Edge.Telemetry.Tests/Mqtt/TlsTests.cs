using Edge.Runtime.Errors;
using Edge.Telemetry.Mqtt;
using Edge.Telemetry.Tests.Support;

using HostTrainer.Fleet;

using Xunit;

namespace Edge.Telemetry.Tests.Mqtt;

public sealed class TlsTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly Certificates trusted;
    private readonly Certificates stranger;

    public TlsTests()
    {
        trusted = new(directory, "trusted");
        stranger = new(directory, "stranger");
    }

    public void Dispose()
    {
        trusted.Dispose();
        stranger.Dispose();
        directory.Dispose();
    }

    private Task<LoopbackBroker> StartAsync(params string[] more)
    {
        (string certificate, string key) = trusted.Issue("broker");
        return LoopbackBroker.StartAsync([Accounts.Host], listenerSettings: [$"certfile {certificate}", $"keyfile {key}", .. more]);
    }

    private static MosquittoLink Link(LoopbackBroker broker, MqttTls? tls) =>
        new(new MqttOptions(broker.Host, broker.Port, $"tls-{Guid.NewGuid():N}")
        {
            UserName = Accounts.Host.Name,
            Password = Accounts.Host.Password,
            Tls = tls,
            MinReconnectDelay = TimeSpan.FromMilliseconds(20),
            MaxReconnectDelay = TimeSpan.FromMilliseconds(100),
        });

    [Fact]
    public async Task A_broker_certified_by_the_trusted_authority_is_accepted()
    {
        await using LoopbackBroker broker = await StartAsync();
        await using MosquittoLink link = Link(broker, new(trusted.AuthorityFile));
        await link.ConnectAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(
            PublishResult.Acknowledged,
            await Eventually.InTimeAsync(link.PublishAsync("mohaq/v1/x", "x"u8, MqttQos.AtLeastOnce, retain: false)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_broker_of_another_authority_and_a_plain_connection_are_not_accepted(bool otherAuthority)
    {
        await using LoopbackBroker broker = await StartAsync();
        await using MosquittoLink link = Link(broker, otherAuthority ? new(stranger.AuthorityFile) : null);
        EdgeException e = await Assert.ThrowsAsync<EdgeException>(() => link.ConnectAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal(ExitCode.Unreachable, e.ExitCode);
    }

    [Fact]
    public async Task A_broker_that_asks_for_a_client_certificate_gets_it()
    {
        await using LoopbackBroker broker = await StartAsync($"cafile {trusted.AuthorityFile}", "require_certificate true");
        (string certificate, string key) = trusted.Issue("device");
        await using (MosquittoLink without = Link(broker, new(trusted.AuthorityFile)))
        {
            await Assert.ThrowsAsync<EdgeException>(() => without.ConnectAsync(TimeSpan.FromSeconds(1)));
        }

        await using MosquittoLink link = Link(broker, new(trusted.AuthorityFile, certificate, key));
        await link.ConnectAsync(TimeSpan.FromSeconds(30));
        Assert.True(link.IsConnected);
    }

    [Fact]
    public void A_missing_certificate_file_is_named()
    {
        EdgeException e = Assert.Throws<EdgeException>(() => new MosquittoLink(new("localhost", 8883, "x") { Tls = new(directory["absent.crt"]) }));
        Assert.Equal((ExitCode.BadInput, directory["absent.crt"]), (e.ExitCode, e.Where));
    }
}
