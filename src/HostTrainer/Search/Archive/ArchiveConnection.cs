using Edge.Runtime.Errors;

using Microsoft.Data.Sqlite;

namespace HostTrainer.Search.Archive;

/// <summary>A connection to one archive file; database errors become errors for people.</summary>
internal sealed class ArchiveConnection : IDisposable
{
    private readonly SqliteConnection _connection;

    private ArchiveConnection(string path, SqliteConnection connection)
    {
        Path = path;
        _connection = connection;
    }

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>Opens a file; a new one gets the schema in one transaction.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="version">Schema version, kept in the file's <c>user_version</c>.</param>
    /// <param name="schema">SQL that makes the tables.</param>
    /// <exception cref="EdgeException">The file is no archive, cannot be opened, or has another version.</exception>
    public static ArchiveConnection Open(string path, int version, string schema)
    {
        SqliteConnectionStringBuilder options = new() { DataSource = path, Pooling = false, ForeignKeys = true, DefaultTimeout = 30 };
        ArchiveConnection connection = new(path, new SqliteConnection(options.ConnectionString));
        try
        {
            return connection.Guard(new Lock(), () => connection.Prepared(version, schema));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A command with parameters; null values become SQL nulls.</summary>
    public SqliteCommand Command(string sql, params (string Name, object? Value)[] values)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>Runs a statement with parameters.</summary>
    public void Execute(string sql, params (string Name, object? Value)[] values)
    {
        using SqliteCommand command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    /// <summary>Starts a transaction; commands made later take part in it.</summary>
    public SqliteTransaction Begin() => _connection.BeginTransaction();

    /// <summary>Runs an action alone on the connection.</summary>
    public T Guard<T>(Lock gate, Func<T> action)
    {
        lock (gate)
        {
            try
            {
                return action();
            }
            catch (SqliteException e)
            {
                throw EdgeException.BadInput($"the archive cannot be used ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')})", Path, "check the file, or give another --archive", e);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private ArchiveConnection Prepared(int version, string schema)
    {
        _connection.Open();
        long found = Number("PRAGMA user_version");
        if (found == 0 && Number("SELECT count(*) FROM sqlite_schema") == 0)
        {
            Execute($"BEGIN IMMEDIATE; {schema}; PRAGMA user_version = {version}; COMMIT");
            found = version;
        }

        if (found != version)
        {
            throw EdgeException.BadInput($"not a search archive of version {version} (found {found})", Path, "give another --archive");
        }

        Execute("PRAGMA journal_mode = WAL");

        // A power failure may lose the last transactions, which are then measured again, but never breaks the file.
        Execute("PRAGMA synchronous = NORMAL");
        return this;
    }

    private long Number(string sql)
    {
        using SqliteCommand command = Command(sql);
        return (long)command.ExecuteScalar()!;
    }
}
