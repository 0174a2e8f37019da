using System.Net.Sockets;
using System.Security.Authentication;

using Edge.Runtime.Errors;

using RabbitMQ.Client.Exceptions;

namespace HostTrainer.Workers;

/// <summary>What an exception of the broker's client means.</summary>
internal static class QueueErrors
{
    private const int AccessRefused = 403;
    private const int ResourceLocked = 405;
    private const int PreconditionFailed = 406;

    /// <summary>True when the connection, or the channel, is gone.</summary>
    public static bool IsLoss(Exception e) => e is RabbitMQClientException or IOException or SocketException or TimeoutException or ObjectDisposedException;

    /// <summary>The error for people when a broker cannot be reached or used.</summary>
    public static EdgeException Unreachable(QueueAddress address, Exception e)
    {
        (string what, string remedy) = Find<AuthenticationFailureException>(e) is not null || Find<PossibleAuthenticationFailureException>(e) is not null
            ? ("the broker does not accept this user and password", "check the user, --queue-password-file and the rights of the user on the virtual host")
            : Find<AuthenticationException>(e) is { } tls
                ? ($"no trusted TLS connection ({Sentence(tls)})", "check --queue-ca-file and the name in the broker's certificate")
                : Find<OperationInterruptedException>(e) is { ShutdownReason: { } reason }
                    ? (Refused(reason.ReplyCode, reason.ReplyText), Remedy(reason.ReplyCode))
                    : ($"the broker cannot be reached ({Sentence(Innermost(e))})", "check that RabbitMQ runs there, and the address");
        return new EdgeException(ExitCode.Unreachable, what, address.ToString(), remedy, e);
    }

    /// <summary>A message without line ends and final stop.</summary>
    public static string Sentence(Exception e) => e.Message.ReplaceLineEndings(" ").TrimEnd('.');

    private static string Refused(ushort code, string text) => code == ResourceLocked
        ? "another process runs this search"
        : $"the broker refused ({text.ReplaceLineEndings(" ").TrimEnd('.')})";

    private static string Remedy(ushort code) => code switch
    {
        AccessRefused => "give the user the rights that docs/workers.md lists",
        ResourceLocked => "let it finish or stop it first; after a crash the broker may need a minute to notice",
        PreconditionFailed => "the queues were made by another version: take another virtual host, or delete them",
        _ => "see the broker's log",
    };

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;

    private static T? Find<T>(Exception? e)
        where T : Exception => e as T ?? (e is null ? null : Find<T>(e.InnerException));
}
