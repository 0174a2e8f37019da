using System.Globalization;

using Npgsql;

using Xunit;

namespace HostTrainer.Tests.Workers;

/// <summary>A real PostgreSQL on loopback in a folder of its own, with a password; every test may take a database of its own.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string User = "mohaq";
    private const string Password = "correct horse";
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(3);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mohaq-postgres-");
    private readonly int _port = Loopback.FreePorts(1)[0];
    private ChildProcess? _server;
    private int _databases;

    private static string Programs => Directory.EnumerateDirectories("/usr/lib/postgresql")
        .OrderByDescending(d => double.Parse(Path.GetFileName(d), CultureInfo.InvariantCulture))
        .Select(d => Path.Combine(d, "bin"))
        .First(d => File.Exists(Path.Combine(d, "initdb")));

    private string PassFile => Path.Combine(_folder.FullName, "pgpass");

    public async Task InitializeAsync()
    {
        string data = Path.Combine(_folder.FullName, "data");
        string password = Path.Combine(_folder.FullName, "password");
        await File.WriteAllTextAsync(password, Password + "\n");
        await File.WriteAllTextAsync(PassFile, $"127.0.0.1:*:*:{User}:{Password}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(PassFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        if (Environment.IsPrivilegedProcess)
        {
            using ChildProcess owner = new("chown", ["-R", "postgres", _folder.FullName]);
            Assert.Equal(0, await owner.EndAsync());
        }

        using (ChildProcess init = Start(
            "initdb", "-D", data, "-U", User, "--pwfile", password, "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync", "--no-instructions"))
        {
            Assert.True(await init.EndAsync() == 0, init.Text);
        }

        _server = Start("postgres", "-D", data, "-p", $"{_port}", "-k", _folder.FullName, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off");
        DateTime until = DateTime.UtcNow + StartTime;
        while (!await Loopback.AnswersAsync(_port))
        {
            Assert.False(_server.HasEnded, _server.Text);
            Assert.True(DateTime.UtcNow < until, "PostgreSQL did not start: " + _server.Text);
            await Task.Delay(50);
        }
    }

    /// <summary>The address of a new, empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        string name = $"archive{Interlocked.Increment(ref _databases)}";
        await using NpgsqlConnection connection = new(Keywords("postgres"));
        await connection.OpenAsync();
        await using NpgsqlCommand create = new($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return AddressOf(name);
    }

    /// <summary>The address of a database that may not exist.</summary>
    public string AddressOf(string database) => $"postgres://{User}@127.0.0.1:{_port}/{database}?Passfile={Uri.EscapeDataString(PassFile)}";

    /// <summary>The same as Npgsql's keywords.</summary>
    public string Keywords(string database) => $"Host=127.0.0.1;Port={_port};Username={User};Database={database};Passfile={PassFile};Pooling=false";

    public async Task DisposeAsync()
    {
        if (_server is { HasEnded: false })
        {
            _server.Signal(Loopback.SigInt);
            await _server.EndAsync();
        }

        _server?.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>PostgreSQL refuses to run as root: then it runs as the user its package made.</summary>
    private static ChildProcess Start(string program, params string[] arguments)
    {
        string path = Path.Combine(Programs, program);
        return Environment.IsPrivilegedProcess
            ? new ChildProcess("setpriv", ["--reuid", "postgres", "--regid", "postgres", "--clear-groups", path, .. arguments])
            : new ChildProcess(path, arguments);
    }
}
