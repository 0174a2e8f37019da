using System.Globalization;
using System.Text;

using Edge.Runtime.Errors;
using Edge.Runtime.Features;
using Edge.Runtime.Model;
using Edge.Telemetry.Contracts;
using Edge.Telemetry.Mqtt;
using Edge.Tuner.Signing;

using HostTrainer.Evaluation;
using HostTrainer.Fleet;
using HostTrainer.Plans;
using HostTrainer.Search;

namespace HostTrainer.Demo;

/// <summary>
/// The whole loop on one machine: a broker and a device process of their own, a search, a signed plan, and what it changed. Leaves
/// nothing behind, however it ends.
/// </summary>
/// <param name="options">Model, samples and device program.</param>
/// <param name="narrator">Told what happens.</param>
/// <param name="time">Measures the time spent.</param>
public sealed class DemoRun(DemoOptions options, DemoNarrator narrator, TimeProvider time)
{
    private const string Class = "simulated";
    private const long FirstVersion = 1;

    /// <summary>Windows of one second each that the device may warm up in.</summary>
    private const int WarmUpWindows = 4;

    /// <summary>Windows that are measured before the search loads the machine.</summary>
    private const int BaselineWindows = 6;

    /// <summary>How long the device watches a plan: long enough that pauses in the speech do not decide.</summary>
    private const int TrialSeconds = 24;

    private static readonly DeviceAddress Address = new("demo", "device");
    private static readonly TimeSpan BrokerLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DeviceLimit = TimeSpan.FromSeconds(120);

    private readonly Topics _topics = new(Address);
    private readonly long _start = time.GetTimestamp();

    private double Seconds => time.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Runs the demonstration.</summary>
    /// <param name="cancellation">Ends it early and in order.</param>
    /// <exception cref="EdgeException">A file, the broker or the device cannot be used, or the search found nothing.</exception>
    public async Task<DemoDocument> RunAsync(CancellationToken cancellation)
    {
        RecognizerModel model = ModelFile.Load(options.ModelPath);
        EvaluationSet samples = EvaluationSet.Load(options.SamplesPath, model, includeSa: true);
        BrokerAccount device = Account("device", TopicKind.PlanDesired), host = Account("host", [.. Enum.GetValues<TopicKind>().Where(k => k != TopicKind.PlanDesired)]);
        BrokerAccount viewer = BrokerAccount.WithRandomPassword("viewer", $"read {Topics.Root}/#");
        using DemoWorkspace workspace = new();
        await using LoopbackBroker broker = await LoopbackBroker.StartAsync([device, host, viewer], cancellationToken: cancellation).ConfigureAwait(false);
        narrator.Say($"broker    mosquitto on {broker.Host}:{broker.Port}, with users made for this run; to look in:");
        narrator.Say($"          mosquitto_sub -h {broker.Host} -p {broker.Port} -u {viewer.Name} -P {viewer.Password} -t '{Topics.Root}/#' -v");

        await using MosquittoLink link = new(new MqttOptions(broker.Host, broker.Port, "mohaq-demo") { UserName = host.Name, Password = host.Password });
        DeviceFeed feed = new(Recordings(samples), narrator.Show);
        feed.Listen(link, _topics);
        await link.ConnectAsync(BrokerLimit, cancellation).ConfigureAwait(false);

        await using DeviceProcess process = DeviceProcess.Start(options.AgentProgram, Arguments(workspace, broker, device));
        narrator.Say($"device    process {process.Id} listens to {samples.Utterances.Count} recordings at live pace");
        DemoDocument document = await process.WhileRunningAsync(
            token => TuneAsync(model, samples, workspace, link, feed, token), cancellation).ConfigureAwait(false);
        int exitCode = await process.StopAsync().ConfigureAwait(false);
        narrator.Say($"device    ended with exit code {exitCode}");
        return document with { Phones = feed.Phones, DeviceExitCode = exitCode, Seconds = Seconds };
    }

    private async Task<DemoDocument> TuneAsync(
        RecognizerModel model, EvaluationSet samples, DemoWorkspace workspace, MosquittoLink link, DeviceFeed feed, CancellationToken cancellation)
    {
        IReadOnlyList<TelemetryPayload> quiet = await feed.WindowsAsync(WarmUpWindows + BaselineWindows, 0, DeviceLimit, cancellation).ConfigureAwait(false);
        PlanMeasurement measurement = new(model, samples);
        PlanFigures master = await Task.Run(() => measurement.Measure(model.MasterPlan(), cancellation), cancellation).ConfigureAwait(false);
        narrator.Say($"search    {DemoSearch.Preset}, {options.Evaluations} plans, each measured by running the integer engine; the master has {master.PhoneErrorRate:0.00 %} phone error");
        SearchReport report = await Task.Run(
            () => new DemoSearch(options, model, samples).RunAsync(workspace.Archive, narrator.Show, cancellation), cancellation).ConfigureAwait(false);
        PlanFigures[] front = await Task.Run(
            () => report.Front.Select(p => measurement.Measure(p.Plan, cancellation)).ToArray(), cancellation).ConfigureAwait(false);
        PlanChoice choice = PlanChoice.Choose(front, master)
            ?? throw new EdgeException(
                ExitCode.CheckFailed, "the front holds no plan below 16 bits that would stand its trial", options.ModelPath, "try another model");
        PlanFigures chosen = await Task.Run(() => measurement.Measure(PlanMeasurement.WithDelta(choice.Figures.Plan), cancellation), cancellation).ConfigureAwait(false);
        narrator.Say($"search    {report.Evaluations} plans in {report.Run.Seconds:0.0} s, front of {front.Length}; chosen is {choice.Reason}: {chosen.Bits}");

        List<DemoReport> reports = [];
        byte[] document = Encoding.ASCII.GetBytes(Sign(workspace, chosen.Plan));
        narrator.Say($"host      signed plan {FirstVersion} with key {workspace.Keys.KeyId}, {document.Length} bytes, pushed");
        IReadOnlyList<PlanReportedPayload> answers = await new PlanPush(link, Address).RunAsync(
            document,
            DeviceLimit,
            r =>
            {
                narrator.Show(r);
                reports.Add(new DemoReport(r.State, r.Version, r.Reason, Seconds));
            },
            cancellation).ConfigureAwait(false);
        bool committed = answers.Count > 0 && answers[^1].State == PlanState.Committed;
        TelemetryPayload[] tuned = [.. feed.Windows.Where(w => w.PlanVersion == FirstVersion)];
        return new DemoDocument(
            1,
            [],
            reports,
            new DemoSide(0, master, DeviceFigures.Of([.. quiet.Skip(WarmUpWindows)], model.Topology)),
            new DemoSide(FirstVersion, chosen, DeviceFigures.Of(tuned, model.Topology)),
            new DemoSearchFigures(DemoSearch.Preset, report.Evaluations, report.Run.Seconds, report.Hypervolume, front, choice.Reason),
            chosen.Plan,
            committed,
            0,
            Seconds);
    }

    private static IReadOnlyList<(string Name, double Seconds)> Recordings(EvaluationSet samples) =>
        [.. samples.Utterances.Select(u => ($"{u.Speaker}/{u.Name}", (double)u.Samples / FeatureOptions.SampleRate))];

    /// <summary>An account that reads some topics of the device and writes the others.</summary>
    private BrokerAccount Account(string name, params IReadOnlyCollection<TopicKind> read) => BrokerAccount.WithRandomPassword(
        name, [.. Enum.GetValues<TopicKind>().Select(k => $"{(read.Contains(k) ? "read" : "write")} {_topics.For(k)}")]);

    private string Sign(DemoWorkspace workspace, PrecisionPlan plan)
    {
        DateTimeOffset now = time.GetUtcNow();
        using PlanSigningKey key = workspace.OpenKey();
        return new PlanSigner(key).Sign(new PlanEnvelope(
            new PlanScope(PlanScopeKind.Device, Address.Site, Address.Device), FirstVersion, now, now.AddHours(1), plan, "demonstration"));
    }

    private string[] Arguments(DemoWorkspace workspace, LoopbackBroker broker, BrokerAccount account) =>
    [
        "replay", options.SamplesPath, "--pace", "live", "--loop", "0",
        "--model", options.ModelPath, "--board", Class, "--site", Address.Site, "--device", Address.Device, "--class", Class,
        "--data", workspace.DeviceDirectory, "--trust", workspace.TrustDirectory,
        "--broker", $"{broker.Host}:{broker.Port}", "--user", account.Name, "--password-file", workspace.WritePassword(account.Password),
        "--window", "1", "--min-windows", "4", "--min-audio", TrialSeconds.ToString(CultureInfo.InvariantCulture),
    ];
}
