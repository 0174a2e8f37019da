using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HostTrainer.Tests.Workers;

/// <summary>An authority and a certificate for 127.0.0.1, made anew, as PEM files in a folder.</summary>
internal sealed class TestCertificates
{
    public TestCertificates(string folder)
    {
        Authority = Path.Combine(folder, "authority.pem");
        Certificate = Path.Combine(folder, "broker.pem");
        Key = Path.Combine(folder, "broker-key.pem");
        DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-1), until = from.AddDays(3);

        using RSA authorityKey = RSA.Create(2048);
        CertificateRequest authority = new("CN=mohaq test authority", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authority.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        using X509Certificate2 root = authority.CreateSelfSigned(from, until);

        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.Create(root, from, until, [1, 2, 3, 4]);

        File.WriteAllText(Authority, root.ExportCertificatePem());
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
    }

    public string Authority { get; }

    public string Certificate { get; }

    public string Key { get; }
}
