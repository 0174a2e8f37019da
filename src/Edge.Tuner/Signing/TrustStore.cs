using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

using Edge.Runtime.Errors;

namespace Edge.Tuner.Signing;

/// <summary>The public keys a device believes, by key id. Immutable; safe to use from several threads.</summary>
public sealed class TrustStore
{
    /// <summary>How a file with a trusted key is named.</summary>
    public const string FilePattern = "*.pub.pem";

    private const int MaxKeys = 64;
    private readonly Dictionary<string, byte[]> _publicKeys = new(StringComparer.Ordinal);

    private TrustStore(IEnumerable<byte[]> subjectPublicKeyInfos)
    {
        foreach (byte[] info in subjectPublicKeyInfos)
        {
            using ECDsa key = Import(info);
            _publicKeys[PlanKeyId.Of(key)] = info;
        }
    }

    /// <summary>A store without keys: refuses every plan.</summary>
    public static TrustStore Empty { get; } = new([]);

    /// <summary>Ids of the trusted keys, sorted.</summary>
    public IReadOnlyList<string> KeyIds => [.. _publicKeys.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Trusts the public half of the given keys.</summary>
    public static TrustStore Of(params IEnumerable<PlanSigningKey> keys) => new(keys.Select(k => k.Key.ExportSubjectPublicKeyInfo()));

    /// <summary>Reads every <c>*.pub.pem</c> of a directory.</summary>
    /// <exception cref="EdgeException">The directory cannot be read, holds no key, or a file in it is no P-256 public key.</exception>
    public static TrustStore Load(string directory)
    {
        string[] files;
        try
        {
            files = Directory.GetFiles(directory, FilePattern);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EdgeException(ExitCode.Trust, "the trusted keys cannot be read", directory, "check the path and its permissions", e);
        }

        if (files.Length is 0 or > MaxKeys)
        {
            throw new EdgeException(
                ExitCode.Trust, $"{files.Length} trusted keys ({FilePattern}), wanted are 1 to {MaxKeys}", directory, "put the public key of 'mohaq plan keygen' there");
        }

        return new(files.Order(StringComparer.Ordinal).Select(ReadPublicKey));
    }

    /// <summary>Whether <paramref name="signature"/> is the key's signature of <paramref name="data"/>.</summary>
    internal bool Verifies(string keyId, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using ECDsa key = Import(_publicKeys[keyId]);
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>Whether a key is trusted.</summary>
    internal bool Knows([NotNullWhen(true)] string? keyId) => keyId is not null && _publicKeys.ContainsKey(keyId);

    private static byte[] ReadPublicKey(string path)
    {
        using ECDsa key = PlanSigningKey.ReadPem(path);
        return key.ExportSubjectPublicKeyInfo();
    }

    private static ECDsa Import(byte[] subjectPublicKeyInfo)
    {
        ECDsa key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        return key;
    }
}
