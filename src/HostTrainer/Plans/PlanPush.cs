using System.Security.Cryptography;
using System.Threading.Channels;

using Edge.Runtime.Errors;
using Edge.Telemetry.Contracts;
using Edge.Telemetry.Mqtt;

namespace HostTrainer.Plans;

/// <summary>Hands a signed plan to one device through the broker, which retains it, and follows what the device says.</summary>
/// <param name="link">The link to the broker; connected by the push.</param>
/// <param name="address">The device.</param>
public sealed class PlanPush(IMqttLink link, DeviceAddress address)
{
    private static readonly TimeSpan BrokerLimit = TimeSpan.FromSeconds(10);
    private readonly Topics _topics = new(address);

    /// <summary>Publishes the document and, when asked to, waits until the device has settled it.</summary>
    /// <param name="document">The signed plan, as it is; the device judges it.</param>
    /// <param name="wait">How long to wait for the device; zero does not wait.</param>
    /// <param name="progress">Told every report of the device on this document.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>The reports in order; the last one is final unless the time ran out.</returns>
    /// <exception cref="EdgeException">The broker cannot be reached (5), or does not take the document (4).</exception>
    public async Task<IReadOnlyList<PlanReportedPayload>> RunAsync(
        byte[] document, TimeSpan wait, Action<PlanReportedPayload> progress, CancellationToken cancel)
    {
        Channel<PlanReportedPayload> arrived = Channel.CreateUnbounded<PlanReportedPayload>();
        string hash = HashOf(document);
        link.Subscribe(_topics.PlanReported, message =>
        {
            if (TryRead(message) is { } report && (report.PlanHash == hash || report is { PlanHash: null, State: PlanState.Refused }))
            {
                arrived.Writer.TryWrite(report);
            }
        });
        await link.ConnectAsync(BrokerLimit, cancel).ConfigureAwait(false);
        await PublishAsync(document, cancel).ConfigureAwait(false);
        return wait > TimeSpan.Zero ? await FollowAsync(arrived.Reader, wait, progress, cancel).ConfigureAwait(false) : [];
    }

    /// <summary>How a device names a document in its reports: SHA-256, 64 lower-case hexadecimal digits.</summary>
    public static string HashOf(byte[] document) => Convert.ToHexStringLower(SHA256.HashData(document));

    /// <summary>Whether a device will say nothing more about a document.</summary>
    public static bool IsFinal(PlanState state) => state is PlanState.Committed or PlanState.Reverted or PlanState.Refused;

    private async Task PublishAsync(byte[] document, CancellationToken cancel)
    {
        PublishResult result;
        try
        {
            result = await link.PublishAsync(_topics.PlanDesired, document, MqttQos.AtLeastOnce, retain: true)
                .WaitAsync(BrokerLimit, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new EdgeException(ExitCode.Unreachable, "the broker does not acknowledge the plan", _topics.PlanDesired, "check the broker", e);
        }

        if (result.Outcome != PublishOutcome.Acknowledged)
        {
            ExitCode code = result.Outcome == PublishOutcome.Refused ? ExitCode.Trust : ExitCode.Unreachable;
            throw new EdgeException(code, $"the broker did not take the plan: {result.Reason}", _topics.PlanDesired, "check the user's rights at the broker");
        }
    }

    private static async Task<IReadOnlyList<PlanReportedPayload>> FollowAsync(
        ChannelReader<PlanReportedPayload> arrived, TimeSpan wait, Action<PlanReportedPayload> progress, CancellationToken cancel)
    {
        List<PlanReportedPayload> reports = [];
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(wait);
        try
        {
            while (reports.Count == 0 || !IsFinal(reports[^1].State))
            {
                reports.Add(await arrived.ReadAsync(limit.Token).ConfigureAwait(false));
                progress(reports[^1]);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The time is up: what came so far is the answer.
        }

        return reports;
    }

    /// <summary>What the broker retained from before is not an answer to this push: a device reports anew on every delivery.</summary>
    private static PlanReportedPayload? TryRead(MqttMessage message)
    {
        if (message.Retained || message.TooLarge)
        {
            return null;
        }

        try
        {
            return PayloadCodec.Read<PlanReportedPayload>(message.Payload.Span, message.Topic);
        }
        catch (EdgeException)
        {
            return null;
        }
    }
}
