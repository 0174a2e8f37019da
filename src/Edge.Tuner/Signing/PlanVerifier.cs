using System.Runtime.InteropServices;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

namespace Edge.Tuner.Signing;

/// <summary>
/// Decides whether a document is a plan for this device, signed by someone it trusts. Cheap checks come first, nothing of a
/// document is believed before its signature held, and every refusal has a reason.
/// </summary>
/// <param name="trust">The keys that are believed.</param>
/// <param name="identity">The device; null (host side) accepts every scope.</param>
/// <param name="time">The clock for issue and expiry.</param>
public sealed class PlanVerifier(TrustStore trust, DeviceIdentity? identity, TimeProvider time)
{
    /// <summary>The largest signed document that is looked at, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>How far the signer's clock may be ahead of the device's.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Checks a document that has just come in.</summary>
    /// <param name="document">The bytes that came; may be empty when the link cut an oversized payload.</param>
    /// <param name="actualSize">The size it had on the wire, in bytes; checked before anything else.</param>
    /// <param name="modelHash">The model this device runs; null accepts every model.</param>
    /// <param name="newerThan">The highest version seen; the document's must be above it.</param>
    public VerificationResult Verify(ReadOnlySpan<byte> document, long actualSize, string? modelHash, long newerThan)
    {
        if (actualSize > MaxBytes || document.Length > MaxBytes)
        {
            long size = Math.Max(actualSize, document.Length);
            return Refused(RefusalReason.TooLarge, $"the document has {size} bytes, at most {MaxBytes} are accepted");
        }

        VerificationResult read = Read(document, modelHash);
        return read.Envelope is { } envelope ? Timely(envelope, newerThan) ?? read : read;
    }

    /// <summary>Checks a document this device had already accepted and stored: as <see cref="Verify"/>, without clock and version.</summary>
    public VerificationResult VerifyStored(ReadOnlySpan<byte> document, string? modelHash) =>
        document.Length > MaxBytes
            ? Refused(RefusalReason.TooLarge, $"the stored document has {document.Length} bytes, at most {MaxBytes} are accepted")
            : Read(document, modelHash);

    private VerificationResult Read(ReadOnlySpan<byte> document, string? modelHash)
    {
        if (!CompactJws.TryParse(document, out CompactJws? jws, out string problem))
        {
            return Refused(RefusalReason.Malformed, problem);
        }

        return Untrusted(jws) ?? Payload(jws.Payload, modelHash);
    }

    private VerificationResult? Untrusted(CompactJws jws)
    {
        JwsHeader header = jws.Header;
        if (header.Alg != CompactJws.Algorithm)
        {
            return Refused(RefusalReason.BadAlgorithm, $"the signature algorithm is not {CompactJws.Algorithm}");
        }

        if (header.Crit is not null)
        {
            return Refused(RefusalReason.BadAlgorithm, "the signature header demands extensions (crit) that this device does not have");
        }

        if (header.Typ != CompactJws.Type)
        {
            return Refused(RefusalReason.Malformed, $"the document's type is not {CompactJws.Type}");
        }

        if (!trust.Knows(header.Kid))
        {
            return Refused(RefusalReason.UnknownKey, $"the document is signed with a key that is not trusted here ({Shown(header.Kid)})");
        }

        return jws.Signature.Length == CompactJws.SignatureBytes && trust.Verifies(header.Kid, jws.SigningInput, jws.Signature)
            ? null
            : Refused(RefusalReason.BadSignature, $"the signature of key {header.Kid} does not fit the document");
    }

    private VerificationResult Payload(byte[] json, string? modelHash)
    {
        EnvelopeDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(json, SigningJson.Default.EnvelopeDocument);
        }
        catch (JsonException)
        {
            document = null;
        }

        if (document is null || document.Version is < 1 or > PlanEnvelope.MaxVersion || document.Note?.Length > PlanEnvelope.MaxNoteLength)
        {
            return Refused(RefusalReason.Malformed, "the signed payload is not a plan envelope");
        }

        if (document.Schema != PlanEnvelope.Schema)
        {
            return Refused(
                RefusalReason.Malformed, $"envelope schema {document.Schema} is not known (this build reads {PlanEnvelope.Schema})", document.Version);
        }

        if (!PlanScope.TryParse(document.Scope, out PlanScope? scope))
        {
            return Refused(RefusalReason.WrongScope, "the scope is neither device:SITE/DEVICE nor class:NAME", document.Version);
        }

        if (identity is not null && !identity.IsMeantBy(scope))
        {
            return Refused(RefusalReason.WrongScope, $"the plan is for {scope}, not for this device", document.Version);
        }

        return WithPlan(document, scope, modelHash);
    }

    private static VerificationResult WithPlan(EnvelopeDocument document, PlanScope scope, string? modelHash)
    {
        PrecisionPlan plan;
        try
        {
            plan = PrecisionPlan.Parse(JsonMarshal.GetRawUtf8Value(document.Plan), "plan");
        }
        catch (EdgeException e)
        {
            return Refused(RefusalReason.BadPlan, e.What, document.Version);
        }

        if (modelHash is not null && plan.ModelHash != modelHash)
        {
            return Refused(
                RefusalReason.WrongModel, $"the plan is for model {plan.ModelHash[..12]}, this device runs {Shown(modelHash)}", document.Version);
        }

        PlanEnvelope envelope = new(scope, document.Version, document.IssuedAt, document.ExpiresAt, plan, document.Note);
        return new(envelope, null, $"version {envelope.Version} for {scope} is valid until {envelope.ExpiresAt:u}", envelope.Version);
    }

    private VerificationResult? Timely(PlanEnvelope envelope, long newerThan)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (envelope.ExpiresAt <= now)
        {
            return Refused(RefusalReason.Expired, $"the plan expired at {envelope.ExpiresAt:u}, the clock says {now:u}", envelope.Version);
        }

        if (envelope.IssuedAt - now > ClockTolerance)
        {
            return Refused(RefusalReason.NotYetValid, $"the plan was issued at {envelope.IssuedAt:u}, the clock says {now:u}", envelope.Version);
        }

        return envelope.Version > newerThan
            ? null
            : Refused(RefusalReason.VersionNotNewer, $"version {envelope.Version} is not above {newerThan}", envelope.Version);
    }

    private static VerificationResult Refused(RefusalReason reason, string sentence, long? version = null) => new(null, reason, sentence, version);

    /// <summary>The beginning of an untrusted text, made safe to print.</summary>
    private static string Shown(string text) =>
        string.Concat(text.Take(16).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '?'));
}
