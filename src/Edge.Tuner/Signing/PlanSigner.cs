using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

namespace Edge.Tuner.Signing;

/// <summary>Makes signed plans: JWS compact serialisation (RFC 7515) with ES256.</summary>
/// <param name="key">The private key.</param>
public sealed class PlanSigner(PlanSigningKey key)
{
    /// <summary>Signs an envelope.</summary>
    /// <returns>The compact JWS, ASCII.</returns>
    /// <exception cref="EdgeException">A value of the envelope is out of range, or the document is larger than a device accepts.</exception>
    public string Sign(PlanEnvelope envelope)
    {
        Check(envelope);
        using JsonDocument plan = JsonDocument.Parse(Compact(envelope.Plan));
        EnvelopeDocument document = new(
            PlanEnvelope.Schema,
            envelope.Scope.ToString(),
            envelope.Version,
            envelope.IssuedAt.ToUniversalTime(),
            envelope.ExpiresAt.ToUniversalTime(),
            plan.RootElement,
            envelope.Note);
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(
            new JwsHeader(CompactJws.Algorithm, key.Id, CompactJws.Type), SigningJson.Default.JwsHeader);
        byte[] payload = JsonSerializer.SerializeToUtf8Bytes(document, SigningJson.Default.EnvelopeDocument);
        string input = StrictBase64Url.Encode(header) + "." + StrictBase64Url.Encode(payload);
        byte[] signature = key.Key.SignData(
            Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        string jws = input + "." + StrictBase64Url.Encode(signature);
        return jws.Length <= PlanVerifier.MaxBytes
            ? jws
            : throw EdgeException.BadInput(
                $"the signed plan has {jws.Length} bytes, a device accepts {PlanVerifier.MaxBytes}", "plan", "shorten the note or the plan");
    }

    private static void Check(PlanEnvelope envelope)
    {
        if (envelope.Version is < 1 or > PlanEnvelope.MaxVersion)
        {
            throw Wrong($"version {envelope.Version} is out of range", $"use 1 to {PlanEnvelope.MaxVersion}, higher than the device's");
        }

        if (envelope.ExpiresAt <= envelope.IssuedAt)
        {
            throw Wrong("the plan would expire before it is issued", "give a later expiry");
        }

        if (envelope.Note?.Length > PlanEnvelope.MaxNoteLength)
        {
            throw Wrong("the note is too long", $"use at most {PlanEnvelope.MaxNoteLength} characters");
        }

        _ = PrecisionPlan.Parse(envelope.Plan.ToJson(), "plan");
    }

    private static EdgeException Wrong(string what, string remedy) => new(ExitCode.Usage, what, "plan envelope", remedy);

    private static byte[] Compact(PrecisionPlan plan)
    {
        using JsonDocument indented = JsonDocument.Parse(plan.ToJson());
        using MemoryStream bytes = new();
        using (Utf8JsonWriter writer = new(bytes))
        {
            indented.RootElement.WriteTo(writer);
        }

        return bytes.ToArray();
    }
}
