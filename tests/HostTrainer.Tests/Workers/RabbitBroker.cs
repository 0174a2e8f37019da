using HostTrainer.Workers;

using RabbitMQ.Client;

using Xunit;

namespace HostTrainer.Tests.Workers;

/// <summary>
/// A real RabbitMQ on loopback in a folder of its own, with a user that has no more rights than docs/workers.md gives it. Can be stopped and
/// started again on the same data.
/// </summary>
public sealed class RabbitBroker : IAsyncLifetime
{
    private const string Password = "correct horse";
    private const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(3);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mohaq-rabbit-");
    private readonly int[] _ports = Loopback.FreePorts(4);
    private ChildProcess? _portMapper;
    private ChildProcess? _server;

    public string PasswordFile => Path.Combine(_folder.FullName, "password");

    public string Uri => $"amqp://mohaq@127.0.0.1:{_ports[0]}/mohaq";

    public string TlsUri => $"amqps://mohaq@127.0.0.1:{_ports[1]}/mohaq";

    public string Authority { get; private set; } = string.Empty;

    public QueueAddress Address => QueueAddress.Parse(Uri, PasswordFile, null, "--queue");

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(PasswordFile, Password + "\n");
        TestCertificates certificates = new(_folder.FullName);
        Authority = certificates.Authority;
        await File.WriteAllLinesAsync(In("rabbitmq.conf"),
        [
            $"listeners.tcp.default = 127.0.0.1:{_ports[0]}",
            $"listeners.ssl.default = 127.0.0.1:{_ports[1]}",
            $"ssl_options.cacertfile = {certificates.Authority}",
            $"ssl_options.certfile = {certificates.Certificate}",
            $"ssl_options.keyfile = {certificates.Key}",
            "default_user = mohaq",
            $"default_pass = {Password}",
            "default_vhost = mohaq",
            "default_user_tags.administrator = false",
            "default_permissions.configure = ^mohaq[.]",
            "default_permissions.read = ^mohaq[.]",
            "default_permissions.write = ^mohaq[.]",
        ]);
        _portMapper = new ChildProcess("epmd", ["-port", $"{_ports[3]}", "-address", "127.0.0.1"]);
        await StartAsync();
    }

    /// <summary>Starts the server on what it stored before.</summary>
    public async Task StartAsync()
    {
        _server = new ChildProcess(Server, [], Environment(), clean: true);
        DateTime until = DateTime.UtcNow + StartTime;
        while (!await Loopback.AnswersAsync(_ports[0]) || !await Loopback.AnswersAsync(_ports[1]))
        {
            Assert.False(_server.HasEnded, _server.Text);
            Assert.True(DateTime.UtcNow < until, "RabbitMQ did not start: " + _server.Text);
            await Task.Delay(100);
        }
    }

    /// <summary>Stops the server as an operator does.</summary>
    public async Task StopAsync()
    {
        _server!.Signal(Loopback.SigTerm);
        await _server.EndAsync();
        _server.Dispose();
    }

    /// <summary>An ordinary connection, for tests that speak to the broker themselves.</summary>
    public Task<IConnection> ConnectAsync() => new ConnectionFactory
    {
        HostName = "127.0.0.1",
        Port = _ports[0],
        VirtualHost = "mohaq",
        UserName = "mohaq",
        Password = Password,
    }.CreateConnectionAsync();

    public Task DisposeAsync()
    {
        _server?.Dispose();
        _portMapper?.Dispose();
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private Dictionary<string, string> Environment() => new()
    {
        ["HOME"] = _folder.FullName,
        ["ERL_EPMD_PORT"] = $"{_ports[3]}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = $"mohaq-{_ports[0]}@localhost",
        ["RABBITMQ_DIST_PORT"] = $"{_ports[2]}",
        ["RABBITMQ_MNESIA_BASE"] = In("mnesia"),
        ["RABBITMQ_LOG_BASE"] = In("log"),
        ["RABBITMQ_CONFIG_FILE"] = In("rabbitmq.conf"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = In("advanced.config"),
        ["RABBITMQ_CONF_ENV_FILE"] = In("rabbitmq-env.conf"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = In("plugins"),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+S 1:1 +sbwt none -kernel inet_dist_use_interface {127,0,0,1}",
    };
}
