using System.CommandLine;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Files;
using Edge.Telemetry.Contracts;
using Edge.Telemetry.Mqtt;

using HostTrainer.Plans;

namespace HostTrainer.Cli;

/// <summary><c>mohaq plan push</c>: publishes a signed plan as the desired one of a device and waits for the device's answer.</summary>
public static class PlanVerbPush
{
    private const int MaxDocumentBytes = 16 << 20;
    private const int MaxWaitSeconds = 7 * 24 * 3600;

    private static readonly Option<string> Jws = new("--jws") { Description = "The signed plan.", Required = true };

    private static readonly BrokerOptions Broker = new(required: true);

    private static readonly Option<double> Wait = new("--wait")
    {
        Description = "Seconds to wait until the device has committed, reverted or refused the plan; 0 does not wait.",
    };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("push", "Publishes a signed plan for a device; exit code 1 when it is refused or reverted.")
        {
            Jws, Wait, PlanVerb.Json,
        };
        Broker.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Wait) is not (>= 0 and <= MaxWaitSeconds))
            {
                result.AddError($"--wait takes 0 to {MaxWaitSeconds} seconds");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        DeviceAddress address = Broker.Address(parsed);
        byte[] document = WholeFile.Read(parsed.GetRequiredValue(Jws), MaxDocumentBytes, "plan").AsSpan().TrimEnd("\r\n"u8).ToArray();
        TimeSpan wait = TimeSpan.FromSeconds(parsed.GetValue(Wait));
        IReadOnlyList<PlanReportedPayload> reports;
        await using (MosquittoLink link = new(Broker.Connection(parsed, "push")))
        {
            reports = await new PlanPush(link, address)
                .RunAsync(document, wait, r => parsed.InvocationConfiguration.Error.WriteLine(Line(r)), cancel).ConfigureAwait(false);
        }

        PlanReportedPayload? last = reports.Count > 0 ? reports[^1] : null;
        Print(parsed, new(1, address.ToString(), PlanPush.HashOf(document), last?.State, last?.Reason, reports));
        return wait == TimeSpan.Zero ? (int)ExitCode.Ok : Judged(last, address, wait);
    }

    private static int Judged(PlanReportedPayload? last, DeviceAddress address, TimeSpan wait)
    {
        string topic = new Topics(address).PlanReported;
        return last?.State switch
        {
            PlanState.Committed => (int)ExitCode.Ok,
            PlanState.Refused or PlanState.Reverted => (int)ExitCode.CheckFailed,
            null => throw new EdgeException(
                ExitCode.Unreachable, $"the device did not answer in {wait.TotalSeconds} s", topic, "it gets the plan when it connects; check that it runs"),
            _ => throw new EdgeException(
                ExitCode.CheckFailed, $"the plan is {Word(last.State)} and not settled after {wait.TotalSeconds} s", topic, "wait longer, or look at the topic later"),
        };
    }

    private static void Print(ParseResult parsed, PlanPushDocument document)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(PlanVerb.Json))
        {
            output.WriteLine(JsonSerializer.Serialize(document, PlanVerbJson.Default.PlanPushDocument));
        }
        else
        {
            output.WriteLine(document.Reports.Count > 0 ? Line(document.Reports[^1]) : $"published for {document.Device}");
        }
    }

    private static string Line(PlanReportedPayload report) =>
        $"{Word(report.State)}{(report.Version is { } v ? $" version {v}" : "")}{(report.Reason is { } r ? $": {r}" : "")}";

    private static string Word(PlanState state) => state.ToString().ToLowerInvariant();
}
