using Edge.Runtime.Errors;
using Edge.Telemetry.Contracts;
using Edge.Telemetry.Mqtt;
using Edge.Telemetry.Profiles;

namespace HostTrainer.Costs;

/// <summary>Waits for a device to publish its profile.</summary>
public static class ProfileReceiver
{
    private static readonly TimeSpan BrokerLimit = TimeSpan.FromSeconds(15);

    /// <summary>The next profile of a device.</summary>
    /// <param name="options">How to reach the broker.</param>
    /// <param name="address">The device.</param>
    /// <param name="wait">How long to wait.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EdgeException">No broker, no profile in time (exit code 5), or what came is none.</exception>
    public static async Task<DeviceProfile> ReceiveAsync(MqttOptions options, DeviceAddress address, TimeSpan wait, CancellationToken cancellation)
    {
        string topic = new Topics(address).Profile;
        TaskCompletionSource<byte[]> arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using MosquittoLink link = new(options);
        link.Subscribe(topic, message => arrived.TrySetResult([.. message.Payload.Span]));
        await link.ConnectAsync(BrokerLimit, cancellation).ConfigureAwait(false);
        try
        {
            byte[] payload = await arrived.Task.WaitAsync(wait, cancellation).ConfigureAwait(false);
            return PayloadCodec.Read<ProfilePayload>(payload, topic).Profile;
        }
        catch (TimeoutException e)
        {
            throw new EdgeException(
                ExitCode.Unreachable, $"no profile came in {wait.TotalSeconds} s", topic, "run 'mohaq-edge profile --broker ...' on the device while this waits", e);
        }
    }
}
