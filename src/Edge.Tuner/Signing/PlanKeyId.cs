using System.Security.Cryptography;

namespace Edge.Tuner.Signing;

/// <summary>How a signing key is named in signed plans.</summary>
public static class PlanKeyId
{
    /// <summary>Characters of a key id.</summary>
    public const int Length = 16;

    /// <summary>The first 16 lower-case hexadecimal digits of the SHA-256 of the key's SubjectPublicKeyInfo (DER).</summary>
    public static string Of(ECDsa key)
    {
        byte[] hash = SHA256.HashData(key.ExportSubjectPublicKeyInfo());
        return Convert.ToHexStringLower(hash)[..Length];
    }
}
