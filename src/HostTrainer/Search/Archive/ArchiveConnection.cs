using System.Data.Common;

using Edge.Runtime.Errors;

namespace HostTrainer.Search.Archive;

/// <summary>
/// A connection to one archive; database errors become errors for people. The statements that go over it are those that SQLite and
/// PostgreSQL both understand; only one reader is open at a time.
/// </summary>
/// <param name="connection">The database's own connection; disposed of with this one.</param>
/// <param name="where">The archive's path or address, for errors.</param>
internal abstract class ArchiveConnection(DbConnection connection, string where) : IDisposable
{
    /// <summary>The archive's path or address, without secrets.</summary>
    public string Where { get; } = where;

    /// <summary>The database's own connection.</summary>
    protected DbConnection Connection { get; } = connection;

    /// <summary>A command with parameters; null values become SQL nulls.</summary>
    public DbCommand Command(string sql, params (string Name, object? Value)[] values)
    {
        DbCommand command = Connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in values)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Runs a statement with parameters.</summary>
    public void Execute(string sql, params (string Name, object? Value)[] values)
    {
        using DbCommand command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    /// <summary>Starts a transaction; commands made later take part in it.</summary>
    public DbTransaction Begin() => Connection.BeginTransaction();

    /// <summary>Runs an action alone on the connection.</summary>
    /// <exception cref="EdgeException">The database refused it or cannot be reached.</exception>
    public T Guard<T>(Lock gate, Func<T> action)
    {
        lock (gate)
        {
            try
            {
                return action();
            }
            catch (DbException e)
            {
                throw Failed(e);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Connection.Dispose();

    /// <summary>The error for people of a database error.</summary>
    protected abstract EdgeException Failed(DbException error);

    /// <summary>Refuses tables made by another version, or something that has none of ours.</summary>
    /// <exception cref="EdgeException">The versions differ.</exception>
    protected void CheckVersion(long found, int wanted)
    {
        if (found != wanted)
        {
            throw EdgeException.BadInput($"not a search archive of version {wanted} (found {found})", Where, "give another --archive");
        }
    }

    /// <summary>A message without line ends and final stop.</summary>
    protected static string Sentence(string message) => message.ReplaceLineEndings(" ").TrimEnd('.');

    /// <summary>The whole number that a query answers.</summary>
    protected long Number(string sql)
    {
        using DbCommand command = Command(sql);
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
