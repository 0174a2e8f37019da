using System.CommandLine;

using Edge.Runtime.Errors;
using Edge.Runtime.Files;
using Edge.Telemetry.Mqtt;

namespace Agent.Cli;

/// <summary>The options that name a broker and how to log in.</summary>
internal sealed class BrokerOptions
{
    private const int MaxPasswordBytes = 4096;

    private readonly Option<string?> _broker = new("--broker") { Description = "HOST:PORT of the MQTT broker; without it nothing is sent." };
    private readonly Option<string?> _user = new("--user") { Description = "User name at the broker." };
    private readonly Option<string?> _passwordFile = new("--password-file") { Description = "File that holds the password." };
    private readonly Option<string?> _ca = new("--ca") { Description = "Certificate authority of the broker (PEM): connects with TLS." };
    private readonly Option<string?> _certificate = new("--cert") { Description = "Client certificate (PEM)." };
    private readonly Option<string?> _key = new("--key") { Description = "Key of the client certificate (PEM)." };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_broker, _user, _passwordFile, _ca, _certificate, _key])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>How to connect, or null when no broker was named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="clientId">Client identifier.</param>
    /// <exception cref="EdgeException">A value is not acceptable.</exception>
    public MqttOptions? Read(ParseResult parsed, string clientId)
    {
        if (parsed.GetValue(_broker) is not { } endpoint)
        {
            return null;
        }

        int colon = endpoint.LastIndexOf(':');
        if (colon < 1 || !int.TryParse(endpoint.AsSpan(colon + 1), out int port))
        {
            throw new EdgeException(ExitCode.Usage, $"'{endpoint}' is not HOST:PORT", "--broker", "write for instance broker.example:8883");
        }

        return new MqttOptions(endpoint[..colon], port, clientId)
        {
            UserName = parsed.GetValue(_user),
            Password = parsed.GetValue(_passwordFile) is { } file ? WholeFile.ReadText(file, MaxPasswordBytes, "password").TrimEnd('\r', '\n') : null,
            Tls = parsed.GetValue(_ca) is { } ca ? new MqttTls(ca, parsed.GetValue(_certificate), parsed.GetValue(_key)) : null,
        }.Validated();
    }
}
