using System.CommandLine;

using Edge.Runtime.Errors;
using Edge.Telemetry.Contracts;
using Edge.Telemetry.Mqtt;
using Edge.Telemetry.Profiles;

namespace Agent.Cli;

/// <summary>The options by which a profile is also published on the device's topic <c>profile</c>.</summary>
internal sealed class ProfileBroker
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly BrokerOptions _broker = new();
    private readonly Option<string> _site = new("--site") { Description = "Site name.", DefaultValueFactory = _ => "local" };
    private readonly Option<string> _device = new("--device") { Description = "Device name.", DefaultValueFactory = _ => "device" };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        _broker.AddTo(command);
        command.Options.Add(_site);
        command.Options.Add(_device);
    }

    /// <summary>What publishes a profile; null when no broker was named. Checks the options before anything is measured.</summary>
    /// <exception cref="EdgeException">An option is not acceptable.</exception>
    public Func<DeviceProfile, CancellationToken, Task>? Publisher(ParseResult parsed)
    {
        DeviceAddress address = new(parsed.GetRequiredValue(_site), parsed.GetRequiredValue(_device));
        return _broker.Read(parsed, $"mohaq-{address.Site}-{address.Device}-profile") is { } options
            ? (profile, cancellation) => PublishAsync(options, new Topics(address).Profile, profile, cancellation)
            : null;
    }

    private static async Task PublishAsync(MqttOptions options, string topic, DeviceProfile profile, CancellationToken cancellation)
    {
        byte[] payload = PayloadCodec.Write(new PayloadStamper(TimeProvider.System).Stamp(new ProfilePayload { Profile = profile }));
        await using MosquittoLink link = new(options);
        await link.ConnectAsync(Limit, cancellation).ConfigureAwait(false);
        PublishResult result;
        try
        {
            result = await link.PublishAsync(topic, payload, MqttQos.AtLeastOnce, retain: false).WaitAsync(Limit, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new EdgeException(ExitCode.Unreachable, "the broker does not acknowledge the profile", topic, "check the broker", e);
        }

        if (result.Outcome != PublishOutcome.Acknowledged)
        {
            ExitCode code = result.Outcome == PublishOutcome.Refused ? ExitCode.Trust : ExitCode.Unreachable;
            throw new EdgeException(code, $"the broker did not take the profile: {result.Reason}", topic, "check the device's rights at the broker");
        }
    }
}
