using Edge.Telemetry.Contracts;

using HostTrainer.Fleet;

namespace Edge.Telemetry.Tests.Support;

/// <summary>The users of a test's broker: a device that may use its own topics, and a host that may use all.</summary>
internal static class Accounts
{
    internal static readonly DeviceAddress Address = new("lab", "dev1");
    internal static readonly Topics Topics = new(Address);
    internal static readonly BrokerAccount Device = new("dev1", "device-secret", ["readwrite mohaq/v1/lab/dev1/#"]);
    internal static readonly BrokerAccount Host = new("host", "host-secret", ["readwrite mohaq/v1/#"]);

    internal static Task<LoopbackBroker> StartBrokerAsync() => LoopbackBroker.StartAsync([Device, Host]);
}
