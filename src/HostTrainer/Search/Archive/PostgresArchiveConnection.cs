using System.Data.Common;

using Edge.Runtime.Errors;

using Npgsql;

namespace HostTrainer.Search.Archive;

/// <summary>An archive in a PostgreSQL database of its own.</summary>
internal sealed class PostgresArchiveConnection : ArchiveConnection
{
    /// <summary>Key of the lock that keeps two programs from making the tables at once; any number that is always the same.</summary>
    private const long SchemaLock = 0x6d6f_6861_7101;

    private PostgresArchiveConnection(PostgresAddress address)
        : base(new NpgsqlConnection(address.ConnectionString), address.Display)
    {
    }

    /// <summary>Opens a database; an empty one gets its tables in one transaction.</summary>
    /// <param name="address">The database.</param>
    /// <param name="version">Version of the tables, kept in <c>archive_version</c>.</param>
    /// <param name="schema">SQL that makes the tables, <c>archive_version</c> among them.</param>
    /// <param name="mustExist">Refuses to make tables.</param>
    /// <exception cref="EdgeException">The database cannot be reached (exit code 5), is no archive or has another version.</exception>
    public static PostgresArchiveConnection Open(PostgresAddress address, int version, string schema, bool mustExist)
    {
        PostgresArchiveConnection connection = new(address);
        try
        {
            return connection.Guard(new Lock(), () => connection.Prepared(version, schema, mustExist));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override EdgeException Failed(DbException error) => error is PostgresException refused
        ? EdgeException.BadInput($"the archive cannot be used ({Sentence(refused.MessageText)})", Where, "check the database and the rights of its user, or give another --archive", error)
        : new EdgeException(ExitCode.Unreachable, $"the archive's database cannot be reached ({Sentence(error.Message)})", Where, "check that PostgreSQL runs there; 'mohaq search resume' goes on", error);

    private PostgresArchiveConnection Prepared(int version, string schema, bool mustExist)
    {
        Connection.Open();
        using DbTransaction transaction = Begin();
        Execute("SELECT pg_advisory_xact_lock(@key)", ("@key", SchemaLock));
        if (Number("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'archive_version'") == 0)
        {
            if (mustExist)
            {
                throw EdgeException.BadInput("no archive in this database", Where, "start a search with 'mohaq search start', or give --archive");
            }

            Execute(schema);
            Execute("INSERT INTO archive_version VALUES (@version)", ("@version", version));
        }

        CheckVersion(Number("SELECT max(version) FROM archive_version"), version);
        transaction.Commit();
        return this;
    }
}
