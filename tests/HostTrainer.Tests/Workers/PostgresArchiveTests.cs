using Edge.Runtime.Errors;

using HostTrainer.Search.Archive;
using HostTrainer.Tests.Search;

using Microsoft.Data.Sqlite;

using Npgsql;

using Xunit;

namespace HostTrainer.Tests.Workers;

public sealed class PostgresArchiveTests(PostgresServer server) : SearchArchiveContract, IClassFixture<PostgresServer>
{
    protected override Task<string> NewAsync() => server.NewDatabaseAsync();

    [Fact]
    public async Task Both_databases_have_the_same_tables_and_columns()
    {
        using SearchFixture files = new();
        SearchArchive.Open(files.Path("a.sqlite")).Dispose();
        string database = await server.NewDatabaseAsync();
        SearchArchive.Open(database).Dispose();
        using SqliteConnection sqlite = new($"Data Source={files.Path("a.sqlite")};Pooling=False");
        sqlite.Open();
        using NpgsqlConnection postgres = new(server.Keywords("archive" + database.Split("archive")[1].Split('?')[0]));
        postgres.Open();

        List<string> expected = Rows(
            sqlite, "SELECT t.name || '.' || c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY t.name, c.cid");
        List<string> actual = Rows(
            postgres,
            "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'archive_version' ORDER BY table_name, ordinal_position");

        Assert.Contains("evaluations.genome", expected);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task Keywords_are_an_address_too_and_the_archive_is_shown_without_secrets()
    {
        string address = await server.NewDatabaseAsync();
        using SearchArchive made = SearchArchive.Open(address);
        using SearchArchive found = SearchArchive.Open(server.Keywords(new Uri(address).AbsolutePath.Trim('/')), mustExist: true);

        Assert.Equal(made.Where, found.Where);
        Assert.StartsWith("postgres://mohaq@127.0.0.1:", found.Where, StringComparison.Ordinal);
        Assert.DoesNotContain("pgpass", found.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_or_a_server_that_is_not_there_is_an_error_that_says_so()
    {
        EdgeException missing = Assert.Throws<EdgeException>(() => SearchArchive.Open(server.AddressOf("nosuch")));
        EdgeException nobody = Assert.Throws<EdgeException>(() => SearchArchive.Open($"postgres://mohaq@127.0.0.1:{Loopback.FreePorts(1)[0]}/archive"));

        Assert.Contains("nosuch", missing.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Unreachable, nobody.ExitCode);
    }

    [Fact]
    public async Task An_archive_of_another_version_is_refused()
    {
        string address = await server.NewDatabaseAsync();
        SearchArchive.Open(address).Dispose();
        using NpgsqlConnection connection = new(server.Keywords(new Uri(address).AbsolutePath.Trim('/')));
        connection.Open();
        using NpgsqlCommand command = new("UPDATE archive_version SET version = 99", connection);
        command.ExecuteNonQuery();

        EdgeException e = Assert.Throws<EdgeException>(() => SearchArchive.Open(address));

        Assert.Contains("found 99", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://mohaq:secret@127.0.0.1/archive", "password")]
    [InlineData("Host=127.0.0.1;Database=archive;Password=secret", "password")]
    [InlineData("postgres://127.0.0.1", "needs a host and a database")]
    [InlineData("postgres://127.0.0.1/archive?nosuch=1", "no setting")]
    [InlineData("Host=127.0.0.1;nosuch=1", "not a PostgreSQL connection string")]
    public void Addresses_that_cannot_be_used_are_usage_errors(string address, string part)
    {
        EdgeException e = Assert.Throws<EdgeException>(() => SearchArchive.Open(address));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.Contains(part, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.Message, StringComparison.Ordinal);
    }

    private static List<string> Rows(System.Data.Common.DbConnection connection, string sql)
    {
        using System.Data.Common.DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using System.Data.Common.DbDataReader row = command.ExecuteReader();
        List<string> rows = [];
        while (row.Read())
        {
            rows.Add(row.GetString(0));
        }

        return rows;
    }
}
