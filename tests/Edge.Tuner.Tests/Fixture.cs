using System.Text;

using Edge.Runtime.Model;
using Edge.Tuner.Signing;

namespace Edge.Tuner.Tests;

/// <summary>Keys, a device and plans for the tests.</summary>
internal sealed class Fixture : IDisposable
{
    public static readonly string ModelHash = new('a', 64);

    public static readonly DateTimeOffset Issued = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public Fixture()
    {
        Signer = new(Key);
        Trust = TrustStore.Of(Key);
        Verifier = new(Trust, Identity, Time);
    }

    public PlanSigningKey Key { get; } = PlanSigningKey.Generate();

    public FixedTime Time { get; } = new(Issued.AddHours(1));

    public DeviceIdentity Identity { get; } = new("lab", "kitchen", "raspberry-pi-5");

    public PlanSigner Signer { get; }

    public TrustStore Trust { get; }

    public PlanVerifier Verifier { get; }

    public static PrecisionPlan Plan(int bits = 8) => PrecisionPlan.Uniform(ModelHash, ["L0", "Pr1", "L1", "FC"], bits, bits);

    public static PlanEnvelope Envelope(long version = 1, string scope = "device:lab/kitchen", PrecisionPlan? plan = null)
    {
        Assert.True(PlanScope.TryParse(scope, out PlanScope? parsed));
        return new(parsed, version, Issued, Issued.AddDays(30), plan ?? Plan());
    }

    public byte[] Signed(PlanEnvelope? envelope = null) => Encoding.ASCII.GetBytes(Signer.Sign(envelope ?? Envelope()));

    public byte[] Signed(long version, int bits = 8) => Signed(Envelope(version, plan: Plan(bits)));

    public VerificationResult Verify(byte[] document, long newerThan = 0, string? modelHash = null) =>
        Verifier.Verify(document, document.Length, modelHash ?? ModelHash, newerThan);

    public void Dispose() => Key.Dispose();
}
