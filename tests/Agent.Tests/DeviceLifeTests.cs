using System.Text;

using Edge.Runtime.Model;
using Edge.Telemetry.Contracts;
using Edge.Tuner.Signing;

using HostTrainer.Fleet;

namespace Agent.Tests;

/// <summary>A real device process, a real broker, signed plans, and a power failure.</summary>
public sealed class DeviceLifeTests : IAsyncLifetime
{
    private static readonly DeviceAddress Address = new("lab", "dev1");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mohaq-agent-test-");
    private readonly BrokerAccount _deviceAccount = BrokerAccount.WithRandomPassword("device", $"readwrite mohaq/v1/{Address}/#");
    private readonly BrokerAccount _operatorAccount = BrokerAccount.WithRandomPassword("operator", "readwrite mohaq/v1/#");
    private readonly PlanSigningKey _key = PlanSigningKey.Generate();
    private readonly RecognizerModel _model = ModelFile.Load(Repository.Model);
    private LoopbackBroker _broker = null!;
    private Operator _operator = null!;

    public async Task InitializeAsync()
    {
        _broker = await LoopbackBroker.StartAsync([_deviceAccount, _operatorAccount]);
        _operator = new Operator(_broker, _operatorAccount, Address);
        await _operator.ConnectAsync();
        Directory.CreateDirectory(PathOf("trust"));
        File.WriteAllText(PathOf("trust/test.pub.pem"), _key.ExportPublicPem());
        File.WriteAllText(PathOf("password"), _deviceAccount.Password);
    }

    public async Task DisposeAsync()
    {
        await _operator.DisposeAsync();
        await _broker.DisposeAsync();
        _key.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_signed_plan_is_applied_live_and_survives_kill_9()
    {
        using (AgentProcess device = Start())
        {
            TelemetryPayload before = _operator.AwaitTelemetry(t => t.Frames > 0);
            Assert.Equal(0, before.PlanVersion);

            await _operator.PushAsync(Sign(version: 7));
            foreach (PlanState state in (PlanState[])[PlanState.Received, PlanState.Verified, PlanState.Staged, PlanState.Trial, PlanState.Committed])
            {
                Assert.Equal(7, _operator.AwaitReport(r => r.State == state).Version);
            }

            TelemetryPayload after = _operator.AwaitTelemetry(t => t.PlanVersion == 7);
            Assert.True(after.WeightBytes < before.WeightBytes / 3);
            Assert.Contains(after.Layers, l => l.UpdatedFraction < 1);
            device.KillHard();
        }

        Assert.Equal("connectionLost", _operator.AwaitState(s => s.Status == DeviceStatus.Offline).Reason);
        _operator.Forget();
        using AgentProcess again = Start();
        Assert.Equal(7, _operator.AwaitTelemetry(t => t.Frames > 0).PlanVersion);
        Assert.True(again.IsRunning);
    }

    [Fact]
    public async Task Thresholds_are_tuned_within_their_signed_bounds_and_survive_kill_9()
    {
        PrecisionPlan plan = Tunable(start: 0, low: 0, high: 4, budget: 8);
        IReadOnlyList<LayerThreshold> trusted;
        using (AgentProcess device = StartTuning())
        {
            await _operator.PushAsync(Sign(version: 7, plan: plan));
            Assert.Equal([0, 0], _operator.AwaitReport(r => r.State == PlanState.Committed).Thresholds!.Select(t => t.DeltaThreshold));
            PlanReportedPayload report = _operator.AwaitReport(r => r.Thresholds!.Sum(t => t.DeltaThreshold) >= 3);
            Assert.Equal((PlanState.Committed, 7L), (report.State, report.Version));
            Assert.InRange(report.DivergenceBits!.Value, 0, 8);
            Assert.InRange(report.UpdatedFraction!.Value, 0, 1);
            Assert.True(_operator.AwaitTelemetry(t => t.Shadow is not null).Shadow!.Frames > 0);
            trusted = report.Thresholds!;
            device.KillHard();
        }

        _operator.Forget();
        using AgentProcess again = StartTuning();
        TelemetryPayload first = _operator.AwaitTelemetry(t => t.Frames > 0);
        Assert.Equal(7, first.PlanVersion);
        Assert.All(trusted, t => Assert.InRange(ThresholdOf(first, t.Name), t.DeltaThreshold, 4));

        await _operator.PushAsync(Sign(version: 8, plan: Tunable(start: 4, low: 2, high: 4, budget: 1e-9)));
        TelemetryPayload lowest = _operator.AwaitTelemetry(t => t.PlanVersion == 8 && trusted.All(l => ThresholdOf(t, l.Name) == 2));
        Assert.All(lowest.Layers.Where(l => trusted.All(t => t.Name != l.Name)), l => Assert.Equal(0, l.DeltaThreshold));
    }

    [Fact]
    public async Task Plans_that_must_not_be_believed_are_refused_with_a_reason_and_the_device_goes_on()
    {
        using AgentProcess device = Start();
        _operator.AwaitTelemetry(t => t.Frames > 0);
        await _operator.PushAsync(Sign(version: 5));
        _operator.AwaitReport(r => r.State == PlanState.Committed && r.Version == 5);

        byte[] changed = Sign(version: 6);
        changed[changed.Length / 2] ^= 1;
        (string Reason, byte[] Document)[] cases =
        [
            ("BadSignature", changed),
            ("VersionNotNewer", Sign(version: 4)),
            ("WrongScope", Sign(version: 8, scope: "device:lab/dev2")),
            ("Expired", Sign(version: 9, expiresIn: TimeSpan.FromHours(-1))),
            ("TooLarge", Encoding.ASCII.GetBytes(new string('x', 10 << 20))),
        ];
        foreach ((string reason, byte[] document) in cases)
        {
            await _operator.PushAsync(document);
            PlanReportedPayload refused = _operator.AwaitReport(r => r.State == PlanState.Refused);
            Assert.Matches(reason == "BadSignature" ? "^(BadSignature|Malformed)" : "^" + reason, refused.Reason);
            _operator.Forget();
            Assert.Equal(5, _operator.AwaitTelemetry(t => t.Frames > 0).PlanVersion);
        }

        Assert.True(device.IsRunning);
    }

    private static int ThresholdOf(TelemetryPayload telemetry, string layer) => telemetry.Layers.First(l => l.Name == layer).DeltaThreshold!.Value;

    /// <summary>8 bits everywhere, thresholds 0 but for the second and the third layer, which the device may tune.</summary>
    private PrecisionPlan Tunable(int start, int low, int high, double budget)
    {
        PrecisionPlan plan = _model.UniformPlan(8, 8, deltaThreshold: 0);
        return plan with
        {
            Layers = [.. plan.Layers.Select((l, i) => i is 1 or 2 ? l with { DeltaThreshold = start, DeltaBounds = new(low, high) } : l)],
            DivergenceBudget = budget,
        };
    }

    private AgentProcess StartTuning() => Start("--min-windows", "3", "--min-audio", "3", "--shadow-share", "1", "--shadow-frames", "20");

    private AgentProcess Start() => Start("--min-windows", "4", "--min-audio", "12");

    private AgentProcess Start(params string[] trial) => new(
        [
            "replay", Repository.Samples, "--loop", "0", "--board", "simulated", "--model", Repository.Model, "--site", Address.Site, "--device", Address.Device, "--data", PathOf("data"),
            "--broker", $"{_broker.Host}:{_broker.Port}", "--user", _deviceAccount.Name, "--password-file", PathOf("password"), "--trust", PathOf("trust"),
            "--window", "1", .. trial,
        ]);

    private byte[] Sign(long version, string scope = "device:lab/dev1", TimeSpan? expiresIn = null, PrecisionPlan? plan = null)
    {
        Assert.True(PlanScope.TryParse(scope, out PlanScope? parsed));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        DateTimeOffset issued = now - TimeSpan.FromHours(2);
        PlanEnvelope envelope = new(parsed, version, issued, now + (expiresIn ?? TimeSpan.FromDays(1)), plan ?? _model.UniformPlan(4, 4, deltaThreshold: 0));
        return Encoding.ASCII.GetBytes(new PlanSigner(_key).Sign(envelope));
    }

    private string PathOf(string name) => Path.Combine(_directory.FullName, name);
}
