using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Edge.Tuner.Signing;

/// <summary>The three parts of a JWS in compact serialisation (RFC 7515 section 3.1), decoded, not yet verified.</summary>
/// <param name="Header">The protected header.</param>
/// <param name="Payload">The decoded payload.</param>
/// <param name="SigningInput">What the signature covers: the text before the second dot.</param>
/// <param name="Signature">The decoded signature.</param>
internal sealed record CompactJws(JwsHeader Header, byte[] Payload, byte[] SigningInput, byte[] Signature)
{
    /// <summary>The algorithm of every signed plan: ECDSA on P-256 with SHA-256 (RFC 7518 section 3.4).</summary>
    public const string Algorithm = "ES256";

    /// <summary>The type of every signed plan.</summary>
    public const string Type = "mohaq-plan+jws";

    /// <summary>Bytes of an ES256 signature: r and s, 32 bytes each, big endian.</summary>
    public const int SignatureBytes = 64;

    /// <summary>Takes a text apart. False, with a sentence, when it is no compact JWS with a JSON header.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out CompactJws? jws, out string problem)
    {
        jws = null;
        problem = "the document is not three base64url parts with dots between";
        int first = text.IndexOf((byte)'.');
        int second = text.LastIndexOf((byte)'.');
        if (first < 0 || second == first || text[(first + 1)..second].Contains((byte)'.'))
        {
            return false;
        }

        if (!StrictBase64Url.TryDecode(text[..first], out byte[]? headerJson)
            || !StrictBase64Url.TryDecode(text[(first + 1)..second], out byte[]? payload)
            || !StrictBase64Url.TryDecode(text[(second + 1)..], out byte[]? signature))
        {
            return false;
        }

        if (!TryReadHeader(headerJson, out JwsHeader? header))
        {
            problem = "the signature header is not the JSON this device reads (alg, kid, typ)";
            return false;
        }

        jws = new(header, payload, text[..second].ToArray(), signature);
        problem = "";
        return true;
    }

    private static bool TryReadHeader(byte[] json, [NotNullWhen(true)] out JwsHeader? header)
    {
        try
        {
            header = JsonSerializer.Deserialize(json, SigningJson.Default.JwsHeader);
        }
        catch (JsonException)
        {
            header = null;
        }

        return header is not null;
    }
}
