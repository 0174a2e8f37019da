using System.Security.Cryptography;

using Edge.Runtime.Errors;
using Edge.Tuner.Signing;

namespace Edge.Tuner.Tests.Signing;

public sealed class KeyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_key_written_and_read_again_signs_for_the_trust_store_of_its_public_half()
    {
        using PlanSigningKey key = PlanSigningKey.Generate();
        File.WriteAllText(_directory.File("a.key.pem"), key.ExportPrivatePem());
        File.WriteAllText(_directory.File("a.pub.pem"), key.ExportPublicPem());

        using PlanSigningKey read = PlanSigningKey.Load(_directory.File("a.key.pem"));
        TrustStore trust = TrustStore.Load(_directory.FullPath);

        Assert.Equal(key.Id, read.Id);
        Assert.Equal([key.Id], trust.KeyIds);
        byte[] document = System.Text.Encoding.ASCII.GetBytes(new PlanSigner(read).Sign(Fixture.Envelope()));
        Assert.True(new PlanVerifier(trust, null, new FixedTime(Fixture.Issued)).Verify(document, document.Length, null, 0).Accepted);
    }

    [Fact]
    public void Several_keys_are_trusted_at_once_so_that_keys_can_be_changed()
    {
        using PlanSigningKey old = PlanSigningKey.Generate();
        using PlanSigningKey next = PlanSigningKey.Generate();
        File.WriteAllText(_directory.File("old.pub.pem"), old.ExportPublicPem());
        File.WriteAllText(_directory.File("next.pub.pem"), next.ExportPublicPem());
        Assert.Equal(new[] { old.Id, next.Id }.Order(), TrustStore.Load(_directory.FullPath).KeyIds);
    }

    [Fact]
    public void Files_that_are_no_P256_key_are_refused_with_the_file_named()
    {
        using ECDsa wrongCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using RSA rsa = RSA.Create(2048);
        string[] contents = ["", "hello", wrongCurve.ExportSubjectPublicKeyInfoPem(), rsa.ExportSubjectPublicKeyInfoPem(), new string('x', 100_000)];
        string path = _directory.File("bad.pub.pem");
        foreach (string content in contents)
        {
            File.WriteAllText(path, content);
            EdgeException e = Assert.Throws<EdgeException>(() => TrustStore.Load(_directory.FullPath));
            Assert.Equal(path, e.Where);
        }
    }

    [Fact]
    public void A_directory_without_keys_and_an_absent_one_are_errors_of_trust()
    {
        Assert.Equal(ExitCode.Trust, Assert.Throws<EdgeException>(() => TrustStore.Load(_directory.FullPath)).ExitCode);
        Assert.Equal(ExitCode.Trust, Assert.Throws<EdgeException>(() => TrustStore.Load(_directory.File("absent"))).ExitCode);
    }

    [Fact]
    public void A_public_key_cannot_be_used_for_signing()
    {
        using PlanSigningKey key = PlanSigningKey.Generate();
        File.WriteAllText(_directory.File("a.pub.pem"), key.ExportPublicPem());
        Assert.Throws<EdgeException>(() => PlanSigningKey.Load(_directory.File("a.pub.pem")));
    }
}
