using Edge.Runtime.Errors;

namespace Edge.Telemetry.Mqtt;

/// <summary>Where a link goes and as whom.</summary>
/// <param name="Host">Name or address of the broker.</param>
/// <param name="Port">1 to 65535; by custom 1883, with TLS 8883.</param>
/// <param name="ClientId">Unique at the broker, 1 to 128 characters: a second link of the same id ends the first.</param>
public sealed record MqttOptions(string Host, int Port, string ClientId)
{
    /// <summary>User name, or null for an anonymous link.</summary>
    public string? UserName { get; init; }

    /// <summary>Password, or null.</summary>
    public string? Password { get; init; }

    /// <summary>TLS, or null for a plain connection.</summary>
    public MqttTls? Tls { get; init; }

    /// <summary>Last will, or null.</summary>
    public MqttWill? Will { get; init; }

    /// <summary>A silent connection is taken for lost after one and a half times this; 5 to 3600 s.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>First pause before connecting again; doubles up to <see cref="MaxReconnectDelay"/>, with jitter.</summary>
    public TimeSpan MinReconnectDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause before connecting again.</summary>
    public TimeSpan MaxReconnectDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary><c>host:port</c>, as errors name the broker.</summary>
    public string Endpoint => $"{Host}:{Port}";

    /// <summary>Checks every range.</summary>
    /// <exception cref="EdgeException">A value is out of range (exit code 2), or a TLS file is missing (exit code 3).</exception>
    public MqttOptions Validated()
    {
        Check(!string.IsNullOrWhiteSpace(Host), "the broker's host name is empty");
        Check(Port is > 0 and <= 65535, $"port {Port} is none of 1 to 65535");
        Check(ClientId.Length is > 0 and <= 128, $"the client id has {ClientId.Length} characters, allowed are 1 to 128");
        Check(KeepAlive.TotalSeconds is >= 5 and <= 3600, $"a keep-alive of {KeepAlive.TotalSeconds} s is none of 5 to 3600 s");
        Check(MinReconnectDelay > TimeSpan.Zero && MaxReconnectDelay >= MinReconnectDelay, "the reconnect delays do not ascend from above 0");
        Check(Password is null || UserName is not null, "there is a password and no user name");
        Check(Tls is null || (Tls.CertificateFile is null) == (Tls.KeyFile is null), "a client certificate and its key go together");
        foreach (string? file in new[] { Tls?.CaFile, Tls?.CertificateFile, Tls?.KeyFile })
        {
            if (file is not null && !File.Exists(file))
            {
                throw EdgeException.BadInput("the TLS file does not exist", file, "check the path");
            }
        }

        return this;
    }

    private void Check(bool good, string problem)
    {
        if (!good)
        {
            throw new EdgeException(ExitCode.Usage, problem, Endpoint, "correct the broker options");
        }
    }
}
