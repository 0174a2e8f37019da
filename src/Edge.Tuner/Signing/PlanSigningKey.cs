using System.Security.Cryptography;

using Edge.Runtime.Errors;
using Edge.Runtime.Files;

namespace Edge.Tuner.Signing;

/// <summary>The private half of a signing key (ECDSA P-256). Lives on the host, never on a device.</summary>
public sealed class PlanSigningKey : IDisposable
{
    private const int MaxPemBytes = 16 * 1024;
    private const string P256 = "1.2.840.10045.3.1.7";

    private PlanSigningKey(ECDsa key)
    {
        Key = key;
        Id = PlanKeyId.Of(key);
    }

    /// <summary>The key id that signed plans carry.</summary>
    public string Id { get; }

    internal ECDsa Key { get; }

    /// <summary>Makes a new key from the system's random source.</summary>
    public static PlanSigningKey Generate() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a private key from a PEM file.</summary>
    /// <exception cref="EdgeException">The file cannot be read or holds no P-256 private key.</exception>
    public static PlanSigningKey Load(string path)
    {
        ECDsa key = ReadPem(path);
        if (HasPrivateKey(key))
        {
            return new(key);
        }

        key.Dispose();
        throw EdgeException.BadInput("this is a public key", path, "give the private key that 'mohaq plan keygen' wrote");
    }

    /// <summary>The private key as PKCS #8 PEM.</summary>
    public string ExportPrivatePem() => Key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>The public key as SubjectPublicKeyInfo PEM, which devices trust.</summary>
    public string ExportPublicPem() => Key.ExportSubjectPublicKeyInfoPem() + "\n";

    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();

    /// <summary>Reads a P-256 key, public or private, from a PEM file.</summary>
    internal static ECDsa ReadPem(string path)
    {
        string pem = WholeFile.ReadText(path, MaxPemBytes, "key");
        ECDsa key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256)
            {
                return key;
            }
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw EdgeException.BadInput("not an elliptic-curve key in PEM form", path, "make one with 'mohaq plan keygen'", e);
        }

        key.Dispose();
        throw EdgeException.BadInput("the key is not on curve P-256", path, "make one with 'mohaq plan keygen'");
    }

    private static bool HasPrivateKey(ECDsa key)
    {
        try
        {
            CryptographicOperations.ZeroMemory(key.ExportParameters(includePrivateParameters: true).D);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
