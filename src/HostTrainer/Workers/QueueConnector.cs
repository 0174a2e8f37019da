using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using Edge.Runtime.Errors;

using RabbitMQ.Client;

namespace HostTrainer.Workers;

/// <summary>Opens connections to a broker. A lost connection stays lost: whoever uses it opens another one and looks at what is still to do.</summary>
internal static class QueueConnector
{
    private const uint MaxMessageBytes = 16 << 20;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Connects.</summary>
    /// <param name="address">The broker.</param>
    /// <param name="name">Name of the connection in the broker's lists.</param>
    /// <param name="cancellation">Gives up.</param>
    public static Task<IConnection> ConnectAsync(QueueAddress address, string name, CancellationToken cancellation)
    {
        ConnectionFactory factory = new()
        {
            HostName = address.Host,
            Port = address.Port,
            VirtualHost = address.VirtualHost,
            UserName = address.User,
            Password = address.Password,
            ClientProvidedName = name,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            MaxInboundMessageBodySize = MaxMessageBytes,
            RequestedConnectionTimeout = Timeout,
            Ssl = Tls(address),
        };
        return factory.CreateConnectionAsync(cancellation);
    }

    private static SslOption Tls(QueueAddress address)
    {
        SslOption tls = new() { Enabled = address.Tls, ServerName = address.Host };
        if (address.CaFile is { } path)
        {
            X509Certificate2Collection authorities = Authorities(path);
            tls.CertificateValidationCallback = (_, certificate, _, errors) => certificate is X509Certificate2 shown && IsTrusted(shown, authorities, errors);
        }

        return tls;
    }

    private static X509Certificate2Collection Authorities(string path)
    {
        try
        {
            X509Certificate2Collection authorities = [];
            authorities.ImportFromPemFile(path);
            return authorities.Count > 0 ? authorities : throw EdgeException.BadInput("no certificate in the file", path, "give a PEM file of authorities");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw EdgeException.BadInput("the authorities cannot be read", path, "give a PEM file of authorities", e);
        }
    }

    private static bool IsTrusted(X509Certificate2 certificate, X509Certificate2Collection authorities, SslPolicyErrors errors)
    {
        if ((errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
