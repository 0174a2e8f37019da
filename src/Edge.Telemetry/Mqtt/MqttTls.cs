namespace Edge.Telemetry.Mqtt;

/// <summary>TLS for a link: the broker's certificate must chain to the given authority and name the host.</summary>
/// <param name="CaFile">PEM file of the trusted authorities.</param>
/// <param name="CertificateFile">PEM file of the client's certificate, or null.</param>
/// <param name="KeyFile">PEM file of the client's key, unencrypted; given exactly when <paramref name="CertificateFile"/> is.</param>
public sealed record MqttTls(string CaFile, string? CertificateFile = null, string? KeyFile = null);
