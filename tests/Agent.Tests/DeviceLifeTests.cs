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

    private AgentProcess Start() => new(
        "replay", Repository.Samples, "--loop", "0", "--board", "simulated", "--model", Repository.Model, "--site", Address.Site, "--device", Address.Device, "--data", PathOf("data"),
        "--broker", $"{_broker.Host}:{_broker.Port}", "--user", _deviceAccount.Name, "--password-file", PathOf("password"), "--trust", PathOf("trust"),
        "--window", "1", "--min-windows", "4", "--min-audio", "12");

    private byte[] Sign(long version, string scope = "device:lab/dev1", TimeSpan? expiresIn = null)
    {
        Assert.True(PlanScope.TryParse(scope, out PlanScope? parsed));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        DateTimeOffset issued = now - TimeSpan.FromHours(2);
        PlanEnvelope envelope = new(parsed, version, issued, now + (expiresIn ?? TimeSpan.FromDays(1)), _model.UniformPlan(4, 4, deltaThreshold: 0));
        return Encoding.ASCII.GetBytes(new PlanSigner(_key).Sign(envelope));
    }

    private string PathOf(string name) => Path.Combine(_directory.FullName, name);
}
