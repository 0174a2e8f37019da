using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Edge.Telemetry.Tests.Support;

/// <summary>An authority of a test's own, and certificates from it, as PEM files.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 authority;
    private readonly TemporaryDirectory directory;

    internal Certificates(TemporaryDirectory directory, string name)
    {
        this.directory = directory;
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        AuthorityFile = directory[$"{name}.crt"];
        File.WriteAllText(AuthorityFile, authority.ExportCertificatePem());
    }

    internal string AuthorityFile { get; }

    /// <summary>Issues a certificate for a name and the loopback address.</summary>
    internal (string CertificateFile, string KeyFile) Issue(string name)
    {
        using ECDsa own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", own, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.Create(
            authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(20), RandomNumberGenerator.GetBytes(16));
        (string certificateFile, string keyFile) = (directory[$"{name}.crt"], directory[$"{name}.key"]);
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, own.ExportPkcs8PrivateKeyPem());
        return (certificateFile, keyFile);
    }

    public void Dispose()
    {
        authority.Dispose();
        key.Dispose();
    }
}
