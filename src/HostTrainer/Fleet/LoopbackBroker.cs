using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

using Edge.Runtime.Errors;

namespace HostTrainer.Fleet;

/// <summary>
/// A mosquitto of our own on the loopback interface, with a password file and access list made for the run. Its files are in a temporary
/// directory only the user can read; disposing ends the process and removes them.
/// </summary>
public sealed class LoopbackBroker : IAsyncDisposable
{
    private const int Attempts = 5;
    private const string Remedy = "install it: apt-get install mosquitto";

    private readonly DirectoryInfo directory;
    private readonly StringBuilder log = new();
    private Process? process;

    private LoopbackBroker(DirectoryInfo directory, int port) => (this.directory, Port) = (directory, port);

    /// <summary>Where it listens.</summary>
    public string Host => "127.0.0.1";

    /// <summary>TCP port.</summary>
    public int Port { get; }

    /// <summary>What the broker wrote so far.</summary>
    public string Log
    {
        get
        {
            lock (log)
            {
                return log.ToString();
            }
        }
    }

    /// <summary>Starts a broker and waits until it accepts connections.</summary>
    /// <param name="accounts">Its users; nobody else gets in.</param>
    /// <param name="port">TCP port, or null for a free one.</param>
    /// <param name="listenerSettings">Further lines of mosquitto.conf for the listener, such as certificates.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EdgeException">mosquitto is not installed or does not start (exit code 5).</exception>
    public static async Task<LoopbackBroker> StartAsync(
        IReadOnlyList<BrokerAccount> accounts, int? port = null, IEnumerable<string>? listenerSettings = null,
        CancellationToken cancellationToken = default)
    {
        string[] settings = [.. listenerSettings ?? []];
        for (int attempt = 1; ; attempt++)
        {
            LoopbackBroker broker = new(Directory.CreateTempSubdirectory("mohaq-broker-"), port ?? FreePort());
            try
            {
                await broker.WriteFilesAsync(accounts, settings, cancellationToken).ConfigureAwait(false);
                await broker.LaunchAsync(cancellationToken).ConfigureAwait(false);
                return broker;
            }
            catch (EdgeException) when (port is null && attempt < Attempts && broker.Log.Contains("Address already in use", StringComparison.Ordinal))
            {
                // Somebody took the port between finding it and listening on it.
                await broker.DisposeAsync().ConfigureAwait(false);
            }
            catch
            {
                await broker.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>Ends the process at once, as a power failure would; its port and files stay for <see cref="RestartAsync"/>.</summary>
    public async Task KillAsync()
    {
        if (process is { } running)
        {
            process = null;
            running.Kill();
            await running.WaitForExitAsync().ConfigureAwait(false);
            running.Dispose();
        }
    }

    /// <summary>Starts it again on the same port with the same users. Retained messages are gone.</summary>
    /// <exception cref="EdgeException">It does not start (exit code 5).</exception>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await KillAsync().ConfigureAwait(false);
        await LaunchAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync().ConfigureAwait(false);
        if (Directory.Exists(directory.FullName))
        {
            directory.Delete(recursive: true);
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Launch(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException(program);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new EdgeException(ExitCode.Unreachable, "the program cannot be started", program, Remedy, e);
        }
    }

    // Debian keeps the broker in sbin, which is not on every user's path.
    private static string Find(string program) =>
        new[] { "/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin" }.Select(d => Path.Combine(d, program)).FirstOrDefault(File.Exists)
        ?? program;

    private string PathOf(string name) => Path.Combine(directory.FullName, name);

    private async Task WriteFilesAsync(IReadOnlyList<BrokerAccount> accounts, string[] settings, CancellationToken cancellationToken)
    {
        if (accounts.FirstOrDefault(a => a.Name.Length == 0 || a.Name.AsSpan().ContainsAny(":\r\n #") || a.Password.AsSpan().ContainsAny("\r\n")) is { } bad)
        {
            throw new EdgeException(ExitCode.Usage, "the user name or password has characters mosquitto cannot take", bad.Name, "use letters and digits");
        }

        WritePrivate("passwords", accounts.Select(a => $"{a.Name}:{a.Password}"));
        WritePrivate("access", accounts.SelectMany(a => a.Access.Select(line => $"topic {line}").Prepend($"user {a.Name}")));
        WritePrivate("mosquitto.conf", [
            $"listener {Port} {Host}", .. settings, "per_listener_settings false", "allow_anonymous false",
            $"password_file {PathOf("passwords")}", $"acl_file {PathOf("access")}", "persistence false",
            .. Environment.IsPrivilegedProcess ? new[] { "user root" } : []]);

        // -U replaces the passwords in the file by salted hashes; so none appears on a command line.
        using Process hashing = Launch(Find("mosquitto_passwd"), "-U", PathOf("passwords"));
        string problem = await hashing.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        await hashing.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (hashing.ExitCode != 0)
        {
            throw new EdgeException(ExitCode.Unreachable, $"passwords were not hashed: {problem.Trim()}", "mosquitto_passwd", Remedy);
        }
    }

    private void WritePrivate(string name, IEnumerable<string> lines)
    {
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using StreamWriter writer = new(PathOf(name), options);
        writer.Write(string.Join('\n', lines) + "\n");
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        Process started = Launch(Find("mosquitto"), "-c", PathOf("mosquitto.conf"));
        process = started;
        started.OutputDataReceived += Append;
        started.ErrorDataReceived += Append;
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await AcceptsAsync(limit.Token).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (started.HasExited || limit.IsCancellationRequested)
            {
                throw DidNotStart();
            }

            await Task.Delay(20, cancellationToken).ConfigureAwait(false);
        }

        // Another process may hold the port, with ours about to end.
        if (started.HasExited)
        {
            throw DidNotStart();
        }
    }

    private EdgeException DidNotStart()
    {
        string lastLine = Log.TrimEnd().Split('\n')[^1];
        return new(ExitCode.Unreachable, $"the broker did not start: {lastLine}", $"mosquitto on {Host}:{Port}", "run it by hand to see why");
    }

    private async Task<bool> AcceptsAsync(CancellationToken cancellationToken)
    {
        using TcpClient probe = new();
        try
        {
            await probe.ConnectAsync(Host, Port, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Append(object sender, DataReceivedEventArgs line)
    {
        lock (log)
        {
            log.AppendLine(line.Data);
        }
    }
}
