using System.Data.Common;

using Edge.Runtime.Errors;

using Microsoft.Data.Sqlite;

namespace HostTrainer.Search.Archive;

/// <summary>An archive in one SQLite file.</summary>
internal sealed class SqliteArchiveConnection : ArchiveConnection
{
    private SqliteArchiveConnection(string path, SqliteConnection connection)
        : base(connection, path)
    {
    }

    /// <summary>Opens a file; a new one gets its tables in one transaction.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="version">Version of the tables, kept in the file's <c>user_version</c>.</param>
    /// <param name="schema">SQL that makes the tables.</param>
    /// <param name="mustExist">Refuses to make a new file.</param>
    /// <exception cref="EdgeException">The file is no archive, cannot be opened, or has another version.</exception>
    public static SqliteArchiveConnection Open(string path, int version, string schema, bool mustExist = false)
    {
        if (mustExist && !File.Exists(path))
        {
            throw EdgeException.BadInput("no such archive", path, "start a search with 'mohaq search start', or give --archive");
        }

        SqliteConnectionStringBuilder options = new() { DataSource = path, Pooling = false, ForeignKeys = true, DefaultTimeout = 30 };
        SqliteArchiveConnection connection = new(path, new SqliteConnection(options.ConnectionString));
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

    /// <inheritdoc/>
    protected override EdgeException Failed(DbException error) =>
        EdgeException.BadInput($"the archive cannot be used ({Sentence(error.Message)})", Where, "check the file, or give another --archive", error);

    private SqliteArchiveConnection Prepared(int version, string schema)
    {
        Connection.Open();
        long found = Number("PRAGMA user_version");
        if (found == 0 && Number("SELECT count(*) FROM sqlite_schema") == 0)
        {
            Execute($"BEGIN IMMEDIATE; {schema}; PRAGMA user_version = {version}; COMMIT");
            found = version;
        }

        CheckVersion(found, version);
        Execute("PRAGMA journal_mode = WAL");

        // A power failure may lose the last transactions, which are then measured again, but never breaks the file.
        Execute("PRAGMA synchronous = NORMAL");
        return this;
    }
}
