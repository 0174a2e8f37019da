using Edge.Runtime.Errors;
using Edge.Runtime.Files;

namespace HostTrainer.Workers;

/// <summary>A RabbitMQ broker and how to log in to it.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="VirtualHost">Virtual host.</param>
/// <param name="User">User name.</param>
/// <param name="Password">Password.</param>
/// <param name="Tls">Whether to connect by TLS.</param>
/// <param name="CaFile">PEM file of trusted authorities; null for those of the system.</param>
public sealed record QueueAddress(string Host, int Port, string VirtualHost, string User, string Password, bool Tls = false, string? CaFile = null)
{
    private const int PlainPort = 5672;
    private const int TlsPort = 5671;
    private const int MaxPasswordBytes = 4096;
    private const string Guest = "guest";

    /// <summary>Reads <c>amqp://user@host:port/vhost</c> or <c>amqps://...</c>. Without a user the broker's local default, guest, is taken.</summary>
    /// <param name="text">The address, without a password: command lines can be seen by others.</param>
    /// <param name="passwordFile">File whose first line is the password; may be null for guest only.</param>
    /// <param name="caFile">PEM file of trusted authorities, for TLS; null for those of the system.</param>
    /// <param name="option">The option the address comes from, for errors.</param>
    /// <exception cref="EdgeException">Not a usable address (exit code 2), or the password file cannot be read.</exception>
    public static QueueAddress Parse(string text, string? passwordFile, string? caFile, string option)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0)
        {
            throw Usage("not the address of a RabbitMQ broker", option, "give amqp://user@host:port/vhost, or amqps:// for TLS");
        }

        if (uri.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            throw Usage("a password on the command line can be read by others", option, "put it into a file and give --queue-password-file");
        }

        bool tls = uri.Scheme == "amqps";
        if (caFile is not null && !tls)
        {
            throw Usage("an authority is of use for TLS only", "--queue-ca-file", "give an amqps:// address");
        }

        string user = uri.UserInfo.Length > 0 ? Uri.UnescapeDataString(uri.UserInfo) : Guest;
        if (passwordFile is null && user != Guest)
        {
            throw Usage($"no password for {user}", option, "give --queue-password-file");
        }

        string path = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        return new QueueAddress(
            uri.DnsSafeHost,
            uri.Port > 0 ? uri.Port : tls ? TlsPort : PlainPort,
            path.Length > 0 ? path : "/",
            user,
            passwordFile is null ? Guest : FirstLine(passwordFile),
            tls,
            caFile);
    }

    /// <summary>The address for people, without the password.</summary>
    public override string ToString() => $"{(Tls ? "amqps" : "amqp")}://{User}@{Host}:{Port}/{VirtualHost.TrimStart('/')}";

    private static string FirstLine(string path)
    {
        string text = WholeFile.ReadText(path, MaxPasswordBytes, "password");
        int end = text.IndexOfAny(['\r', '\n']);
        return end < 0 ? text : text[..end];
    }

    private static EdgeException Usage(string what, string where, string remedy) => new(ExitCode.Usage, what, where, remedy);
}
