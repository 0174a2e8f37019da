using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

using Edge.Tuner.Signing;

namespace Edge.Tuner.Tests.Signing;

public sealed class RefusalTests : IDisposable
{
    private readonly Fixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Ten_megabytes_are_refused_before_anything_is_read()
    {
        AssertRefused(RefusalReason.TooLarge, _fixture.Verifier.Verify(default, 10_000_000, Fixture.ModelHash, 0));
        AssertRefused(RefusalReason.TooLarge, _fixture.Verify(new byte[PlanVerifier.MaxBytes + 1]));
        AssertRefused(RefusalReason.Malformed, _fixture.Verify(new byte[PlanVerifier.MaxBytes]));
    }

    [Theory]
    [InlineData("device:lab/hall")]
    [InlineData("device:plant/kitchen")]
    [InlineData("class:linux-x64")]
    [InlineData("class:kitchen")]
    public void A_plan_for_another_device_or_class_is_refused(string scope) =>
        AssertRefused(RefusalReason.WrongScope, _fixture.Verify(_fixture.Signed(Fixture.Envelope(1, scope))));

    [Fact]
    public void Validity_begins_at_issue_and_ends_at_expiry_by_the_devices_clock()
    {
        byte[] document = _fixture.Signed();
        (DateTimeOffset Now, RefusalReason? Expected)[] cases =
        [
            (DateTimeOffset.UnixEpoch, RefusalReason.NotYetValid),
            (Fixture.Issued - PlanVerifier.ClockTolerance - TimeSpan.FromTicks(1), RefusalReason.NotYetValid),
            (Fixture.Issued - PlanVerifier.ClockTolerance, null),
            (Fixture.Issued.AddDays(30).AddTicks(-1), null),
            (Fixture.Issued.AddDays(30), RefusalReason.Expired),
        ];
        foreach ((DateTimeOffset now, RefusalReason? expected) in cases)
        {
            _fixture.Time.Now = now;
            Assert.Equal(expected, _fixture.Verify(document).Reason);
        }
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, RefusalReason.VersionNotNewer)]
    [InlineData(6, RefusalReason.VersionNotNewer)]
    public void A_version_must_be_above_every_version_seen(long seen, RefusalReason? expected) =>
        Assert.Equal(expected, _fixture.Verify(_fixture.Signed(version: 5), newerThan: seen).Reason);

    [Fact]
    public void A_plan_for_another_model_is_refused() =>
        AssertRefused(RefusalReason.WrongModel, _fixture.Verify(_fixture.Signed(), modelHash: new string('b', 64)));

    [Fact]
    public void A_key_that_is_not_trusted_is_refused()
    {
        using PlanSigningKey stranger = PlanSigningKey.Generate();
        byte[] document = Encoding.ASCII.GetBytes(new PlanSigner(stranger).Sign(Fixture.Envelope()));
        AssertRefused(RefusalReason.UnknownKey, _fixture.Verify(document));
        Assert.Equal(RefusalReason.UnknownKey, new PlanVerifier(TrustStore.Empty, null, _fixture.Time).VerifyStored(_fixture.Signed(), null).Reason);
    }

    [Fact]
    public void A_strangers_signature_under_a_trusted_key_id_is_refused()
    {
        using ECDsa stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        AssertRefused(RefusalReason.BadSignature, _fixture.Verify(Forge(Header(), Payload(), stranger)));
    }

    [Theory]
    [InlineData("none", RefusalReason.BadAlgorithm)]
    [InlineData("HS256", RefusalReason.BadAlgorithm)]
    [InlineData("ES384", RefusalReason.BadAlgorithm)]
    [InlineData("es256", RefusalReason.BadAlgorithm)]
    [InlineData("", RefusalReason.BadAlgorithm)]
    public void Any_algorithm_but_ES256_is_refused_even_when_well_signed(string algorithm, RefusalReason expected)
    {
        JsonObject header = Header();
        header["alg"] = algorithm;
        AssertRefused(expected, _fixture.Verify(Forge(header, Payload())));
    }

    [Fact]
    public void A_document_without_signature_is_refused()
    {
        JsonObject header = Header();
        header["alg"] = "none";
        string[] parts = Encoding.ASCII.GetString(Forge(header, Payload())).Split('.');
        AssertRefused(RefusalReason.BadAlgorithm, _fixture.Verify(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}.")));
        parts = Encoding.ASCII.GetString(_fixture.Signed()).Split('.');
        AssertRefused(RefusalReason.BadSignature, _fixture.Verify(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}.")));
    }

    [Fact]
    public void A_signature_in_DER_form_is_refused()
    {
        byte[] document = Forge(Header(), Payload(), format: DSASignatureFormat.Rfc3279DerSequence);
        AssertRefused(RefusalReason.BadSignature, _fixture.Verify(document));
    }

    [Fact]
    public void Header_members_that_demand_or_bring_something_else_are_refused()
    {
        (string Name, JsonNode Value, RefusalReason Expected)[] cases =
        [
            ("crit", new JsonArray("exp"), RefusalReason.BadAlgorithm),
            ("typ", "JWT", RefusalReason.Malformed),
            ("jwk", new JsonObject(), RefusalReason.Malformed),
            ("kid", "../../key", RefusalReason.UnknownKey),
            ("kid", 5, RefusalReason.Malformed),
        ];
        foreach ((string name, JsonNode value, RefusalReason expected) in cases)
        {
            JsonObject header = Header();
            header[name] = value;
            AssertRefused(expected, _fixture.Verify(Forge(header, Payload())));
        }
    }

    [Fact]
    public void Well_signed_payloads_that_are_no_plan_are_refused()
    {
        (string Name, JsonNode? Value, RefusalReason Expected)[] cases =
        [
            ("schema", 2, RefusalReason.Malformed),
            ("version", 0, RefusalReason.Malformed),
            ("version", -1, RefusalReason.Malformed),
            ("version", 1.5, RefusalReason.Malformed),
            ("version", "1", RefusalReason.Malformed),
            ("extra", 1, RefusalReason.Malformed),
            ("scope", "device:lab/kitchen/x", RefusalReason.WrongScope),
            ("scope", "all", RefusalReason.WrongScope),
            ("expiresAt", "tomorrow", RefusalReason.Malformed),
            ("plan", null, RefusalReason.BadPlan),
            ("plan", new JsonArray(), RefusalReason.BadPlan),
            ("plan", new JsonObject { ["schema"] = 1 }, RefusalReason.BadPlan),
        ];
        foreach ((string name, JsonNode? value, RefusalReason expected) in cases)
        {
            JsonObject payload = Payload();
            payload[name] = value;
            AssertRefused(expected, _fixture.Verify(Forge(Header(), payload)));
        }
    }

    [Fact]
    public void A_member_given_twice_is_refused_also_deep_inside_the_plan()
    {
        string good = Payload().ToJsonString();
        string[] doubled =
        [
            good.Replace("\"version\":", "\"version\":9,\"version\":", StringComparison.Ordinal),
            good.Replace("\"weightBits\":", "\"weightBits\":2,\"weightBits\":", StringComparison.Ordinal),
        ];
        foreach (string json in doubled)
        {
            Assert.NotEqual(good, json);
            AssertRefused(RefusalReason.Malformed, _fixture.Verify(Forge(Header().ToJsonString(), json, null)));
        }
    }

    [Fact]
    public void Deeply_nested_payloads_are_refused_without_harm()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 20_000));
        AssertRefused(RefusalReason.Malformed, _fixture.Verify(Forge(Header().ToJsonString(), deep, null)));
        AssertRefused(RefusalReason.Malformed, _fixture.Verify(Forge(deep, "{}", null)));
    }

    private static void AssertRefused(RefusalReason expected, VerificationResult result)
    {
        Assert.Equal(expected, result.Reason);
        Assert.False(result.Accepted);
        Assert.NotEmpty(result.Sentence);
    }

    private JsonObject Header() => new() { ["alg"] = "ES256", ["kid"] = _fixture.Key.Id, ["typ"] = "mohaq-plan+jws" };

    private static JsonObject Payload() => new()
    {
        ["schema"] = 1,
        ["scope"] = "device:lab/kitchen",
        ["version"] = 1,
        ["issuedAt"] = "2026-03-01T12:00:00Z",
        ["expiresAt"] = "2026-03-31T12:00:00Z",
        ["plan"] = JsonNode.Parse(Fixture.Plan().ToJson()),
    };

    [Fact]
    public void The_forgers_unchanged_document_is_good()
    {
        Assert.True(_fixture.Verify(Forge(Header(), Payload())).Accepted);
    }

    private byte[] Forge(
        JsonObject header, JsonObject payload, ECDsa? key = null, DSASignatureFormat format = DSASignatureFormat.IeeeP1363FixedFieldConcatenation) =>
        Forge(JsonSerializer.Serialize(header), JsonSerializer.Serialize(payload), key, format);

    private byte[] Forge(
        string header, string payload, ECDsa? key, DSASignatureFormat format = DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
    {
        using ECDsa own = ECDsa.Create();
        own.ImportFromPem(_fixture.Key.ExportPrivatePem());
        string input = ToBase64Url(Encoding.UTF8.GetBytes(header)) + "." + ToBase64Url(Encoding.UTF8.GetBytes(payload));
        byte[] signature = (key ?? own).SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, format);
        return Encoding.ASCII.GetBytes(input + "." + ToBase64Url(signature));
    }

    private static string ToBase64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
