using System.CommandLine;
using System.Security.Cryptography;

using Edge.Runtime.Files;
using Edge.Telemetry.Contracts;
using Edge.Telemetry.Mqtt;

namespace HostTrainer.Cli;

/// <summary>The options that name a broker, how to log in, and a device behind it.</summary>
/// <param name="required">Whether a command line without a broker is refused.</param>
internal sealed class BrokerOptions(bool required)
{
    private const int MaxPasswordBytes = 4096;

    private readonly Option<int> _port = new("--port") { Description = "TCP port of the broker.", DefaultValueFactory = _ => 1883 };
    private readonly Option<string?> _user = new("--user") { Description = "User name at the broker." };
    private readonly Option<string?> _passwordFile = new("--password-file") { Description = "File whose first line is the password." };
    private readonly Option<string?> _caFile = new("--ca-file") { Description = "PEM file of trusted authorities: connect by TLS." };
    private readonly Option<string> _site = new("--site") { Description = "The device's site.", Required = required };
    private readonly Option<string> _device = new("--device") { Description = "The device's name.", Required = required };

    /// <summary>The broker; null when none was named.</summary>
    public Option<string?> Broker { get; } = new("--broker") { Description = "Name or address of the MQTT broker.", Required = required };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Broker, _port, _user, _passwordFile, _caFile, _site, _device])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The device.</summary>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">Site or device are no names.</exception>
    public DeviceAddress Address(ParseResult parsed) => new(parsed.GetValue(_site) ?? "", parsed.GetValue(_device) ?? "");

    /// <summary>How to connect to the named broker.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="purpose">Part of the client identifier, such as <c>push</c>.</param>
    public MqttOptions Connection(ParseResult parsed, string purpose) =>
        new(parsed.GetRequiredValue(Broker)!, parsed.GetValue(_port), $"mohaq-{purpose}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}")
        {
            UserName = parsed.GetValue(_user),
            Password = parsed.GetValue(_passwordFile) is { } path ? FirstLine(path) : null,
            Tls = parsed.GetValue(_caFile) is { } ca ? new MqttTls(ca) : null,
        };

    private static string FirstLine(string path)
    {
        string text = WholeFile.ReadText(path, MaxPasswordBytes, "password");
        int end = text.IndexOfAny(['\r', '\n']);
        return end < 0 ? text : text[..end];
    }
}
