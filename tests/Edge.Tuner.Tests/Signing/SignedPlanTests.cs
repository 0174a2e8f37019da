using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Tuner.Signing;

namespace Edge.Tuner.Tests.Signing;

public sealed class SignedPlanTests : IDisposable
{
    private readonly Fixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("device:lab/kitchen")]
    [InlineData("class:raspberry-pi-5")]
    public void A_signed_plan_comes_out_as_it_went_in(string scope)
    {
        PrecisionPlan plan = PrecisionPlan.Uniform(Fixture.ModelHash, ["L0", "FC"], 4, 8, 3) with { PerMatrixScale = true };
        PlanEnvelope envelope = Fixture.Envelope(7, scope, plan) with { Note = "front point 12 – \"quoted\"" };

        VerificationResult result = _fixture.Verify(_fixture.Signed(envelope), newerThan: 6);

        Assert.True(result.Accepted, result.Sentence);
        Assert.Equal(envelope.Version, result.Version);
        Assert.Equal(envelope with { Plan = plan }, result.Envelope! with { Plan = plan });
        Assert.Equal(plan.ToJson(), result.Envelope.Plan.ToJson());
    }

    [Fact]
    public void The_document_is_a_compact_JWS_that_an_independent_reading_of_the_RFC_verifies()
    {
        string[] parts = Encoding.ASCII.GetString(_fixture.Signed()).Split('.');
        using JsonDocument header = JsonDocument.Parse(FromBase64Url(parts[0]));
        Assert.Equal("ES256", header.RootElement.GetProperty("alg").GetString());
        Assert.Equal(_fixture.Key.Id, header.RootElement.GetProperty("kid").GetString());
        Assert.Equal("mohaq-plan+jws", header.RootElement.GetProperty("typ").GetString());
        Assert.Equal(3, header.RootElement.EnumerateObject().Count());

        using ECDsa publicKey = ECDsa.Create();
        publicKey.ImportFromPem(_fixture.Key.ExportPublicPem());
        byte[] signature = FromBase64Url(parts[2]);
        Assert.Equal(64, signature.Length);
        Assert.True(publicKey.VerifyData(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), signature, HashAlgorithmName.SHA256));

        string spki = Convert.ToHexStringLower(SHA256.HashData(publicKey.ExportSubjectPublicKeyInfo()));
        Assert.Equal(spki[..16], _fixture.Key.Id);
    }

    [Fact]
    public void Every_flipped_bit_of_a_signed_plan_is_refused_with_a_reason()
    {
        byte[] good = _fixture.Signed();
        Assert.True(_fixture.Verify(good).Accepted);
        for (int i = 0; i < good.Length; i++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] changed = [.. good];
                changed[i] ^= (byte)(1 << bit);
                AssertRefusedUnread(changed, $"byte {i}, bit {bit}");
            }
        }
    }

    [Fact]
    public void Every_lost_doubled_or_cut_byte_of_a_signed_plan_is_refused_with_a_reason()
    {
        byte[] good = _fixture.Signed();
        for (int i = 0; i < good.Length; i++)
        {
            AssertRefusedUnread([.. good[..i], .. good[(i + 1)..]], $"byte {i} lost");
            AssertRefusedUnread([.. good[..i], good[i], .. good[i..]], $"byte {i} doubled");
            AssertRefusedUnread(good[..i], $"cut at byte {i}");
        }
    }

    [Theory]
    [InlineData("=")]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData(".")]
    [InlineData(".AAAA")]
    [InlineData("\0")]
    public void Nothing_may_follow_the_signature(string tail) =>
        AssertRefusedUnread([.. _fixture.Signed(), .. Encoding.ASCII.GetBytes(tail)], $"tail '{tail}'");

    [Fact]
    public void The_signer_refuses_what_no_device_would_accept()
    {
        PlanEnvelope good = Fixture.Envelope();
        PlanEnvelope[] bad =
        [
            good with { Version = 0 },
            good with { Version = PlanEnvelope.MaxVersion + 1 },
            good with { ExpiresAt = good.IssuedAt },
            good with { Note = new string('x', PlanEnvelope.MaxNoteLength + 1) },
            good with { Plan = Fixture.Plan(3) },
        ];
        Assert.All(bad, e => Assert.Throws<EdgeException>(() => _fixture.Signer.Sign(e)));
    }

    private void AssertRefusedUnread(byte[] document, string what)
    {
        VerificationResult result = _fixture.Verify(document);
        Assert.False(result.Accepted, what);
        Assert.False(result.Authentic, what);
        Assert.True(
            result.Reason is RefusalReason.Malformed or RefusalReason.BadAlgorithm or RefusalReason.UnknownKey or RefusalReason.BadSignature,
            $"{what}: {result.Reason}");
        Assert.NotEmpty(result.Sentence);
    }

    private static byte[] FromBase64Url(string text) =>
        Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));
}
