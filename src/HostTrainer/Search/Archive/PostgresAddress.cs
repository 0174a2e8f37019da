using Edge.Runtime.Errors;

using Npgsql;

namespace HostTrainer.Search.Archive;

/// <summary>
/// Where an archive in PostgreSQL is: <c>postgres://user@host:port/database?keyword=value</c>, or Npgsql's <c>Host=...;Database=...</c>.
/// A password is not part of it, for command lines can be seen by others: it comes from the environment variable <c>PGPASSWORD</c>, from
/// <c>~/.pgpass</c> or from the file named by <c>PGPASSFILE</c>.
/// </summary>
/// <param name="ConnectionString">For Npgsql.</param>
/// <param name="Display">For people.</param>
internal sealed record PostgresAddress(string ConnectionString, string Display)
{
    private const int DefaultPort = 5432;

    /// <summary>Reads an address; null when the text is none, but a file's path.</summary>
    /// <exception cref="EdgeException">Not a usable address, or one with a password (exit code 2).</exception>
    public static PostgresAddress? TryParse(string text)
    {
        bool uri = text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal);
        if (!uri && !text.StartsWith("Host=", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        NpgsqlConnectionStringBuilder options = uri ? FromUri(text) : FromKeywords(text);
        if (!string.IsNullOrEmpty(options.Password))
        {
            throw Usage("a password on the command line can be read by others", "put it into ~/.pgpass, or into the environment variable PGPASSWORD");
        }

        if (string.IsNullOrEmpty(options.Host) || string.IsNullOrEmpty(options.Database))
        {
            throw Usage("a PostgreSQL archive needs a host and a database", "give postgres://user@host/database");
        }

        options.Pooling = false;
        options.ApplicationName ??= "mohaq";
        string user = options.Username is { } name ? name + "@" : string.Empty;
        return new PostgresAddress(options.ConnectionString, $"postgres://{user}{options.Host}:{options.Port}/{options.Database}");
    }

    private static NpgsqlConnectionStringBuilder FromUri(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri))
        {
            throw Usage("not a PostgreSQL address", "give postgres://user@host:port/database");
        }

        string[] user = uri.UserInfo.Split(':', 2);
        NpgsqlConnectionStringBuilder options = new()
        {
            Host = uri.DnsSafeHost,
            Port = uri.Port > 0 ? uri.Port : DefaultPort,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            Password = user.Length > 1 ? user[1] : null,
        };
        foreach (string[] pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)))
        {
            Set(options, Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[^1]));
        }

        return options;
    }

    private static NpgsqlConnectionStringBuilder FromKeywords(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw Usage("not a PostgreSQL connection string", "give Host=...;Database=...;Username=...", e);
        }
    }

    private static void Set(NpgsqlConnectionStringBuilder options, string keyword, string value)
    {
        try
        {
            options[keyword] = value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw Usage($"'{keyword}={value}' is no setting of a PostgreSQL connection", "see Npgsql's connection string parameters", e);
        }
    }

    private static EdgeException Usage(string what, string remedy, Exception? inner = null) => new(ExitCode.Usage, what, "--archive", remedy, inner);
}
