using Edge.Telemetry.Mqtt;

namespace Edge.Telemetry.Tests.Mqtt;

public sealed class MosquittoLinkTests : MqttLinkContract
{
    protected override IMqttLink Create(MqttOptions options) => new MosquittoLink(options);
}
