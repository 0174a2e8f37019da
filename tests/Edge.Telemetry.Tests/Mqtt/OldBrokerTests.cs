using Edge.Telemetry.Mqtt;
using Edge.Telemetry.Tests.Support;

using Xunit;

namespace Edge.Telemetry.Tests.Mqtt;

public sealed class OldBrokerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_broker_of_mqtt_3_1_1_is_reached_whether_it_refuses_mqtt_5_or_hangs_up(bool answers)
    {
        using OldBroker broker = new(answers);
        await using MosquittoLink link = new(new("127.0.0.1", broker.Port, "old") { MinReconnectDelay = TimeSpan.FromMilliseconds(20) });
        await link.ConnectAsync(TimeSpan.FromSeconds(30));
        Assert.True(link.IsConnected);
    }
}
