using Edge.Runtime.Errors;

using HostTrainer.Workers;

using Xunit;

namespace HostTrainer.Tests.Workers;

public sealed class QueueAddressTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mohaq-address-");

    private string PasswordFile => Path.Combine(_folder.FullName, "password");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("amqp://me@broker.example:1234/lab", "broker.example", 1234, "lab", "me", false)]
    [InlineData("amqp://me@broker.example", "broker.example", 5672, "/", "me", false)]
    [InlineData("amqps://me@broker.example/", "broker.example", 5671, "/", "me", true)]
    [InlineData("amqp://a%40b@[::1]/%2f", "::1", 5672, "/", "a@b", false)]
    [InlineData("amqp://localhost/x%2fy", "localhost", 5672, "x/y", "guest", false)]
    public void Addresses_are_read(string text, string host, int port, string virtualHost, string user, bool tls)
    {
        File.WriteAllText(PasswordFile, "secret\r\nsecond line");

        QueueAddress address = QueueAddress.Parse(text, PasswordFile, null, "--queue");

        Assert.Equal((host, port, virtualHost, user, "secret", tls), (address.Host, address.Port, address.VirtualHost, address.User, address.Password, address.Tls));
        Assert.DoesNotContain("secret", address.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://broker.example")]
    [InlineData("broker.example")]
    [InlineData("amqp://")]
    [InlineData("amqp://me:secret@broker.example/lab")]
    [InlineData("amqp://me@broker.example/lab")]
    public void Addresses_that_cannot_be_used_are_usage_errors(string text)
    {
        EdgeException e = Assert.Throws<EdgeException>(() => QueueAddress.Parse(text, null, null, "--workers"));

        Assert.Equal((ExitCode.Usage, "--workers"), (e.ExitCode, e.Where));
        Assert.DoesNotContain("secret", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_authority_without_tls_is_a_usage_error() => Assert.Equal(
        ExitCode.Usage, Assert.Throws<EdgeException>(() => QueueAddress.Parse("amqp://localhost", null, "ca.pem", "--queue")).ExitCode);

    [Theory]
    [InlineData("srv/speech/so762/dev", "speech/so762/dev", "so762/dev", "dev")]
    [InlineData("speech/so762/dev", "so762/dev", "dev")]
    [InlineData("so762/dev", "dev")]
    [InlineData("dev")]
    public void A_corpus_is_found_by_the_longest_end_of_its_path(params string[] present)
    {
        foreach (string directory in present)
        {
            Directory.CreateDirectory(Path.Combine(_folder.FullName, directory));
        }

        Assert.Equal(Path.Combine(_folder.FullName, present[0]), new CorpusFinder(_folder.FullName).Find("/srv/speech/so762/dev"));
    }

    [Theory]
    [InlineData("/srv/speech/nosuch")]
    [InlineData("/srv/../../etc")]
    [InlineData("")]
    public void A_corpus_that_is_not_below_the_root_is_refused(string path)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "srv"));

        Assert.Equal(ExitCode.BadInput, Assert.Throws<EdgeException>(() => new CorpusFinder(_folder.FullName).Find(path)).ExitCode);
    }
}
