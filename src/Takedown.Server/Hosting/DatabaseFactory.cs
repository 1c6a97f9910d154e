using Microsoft.Data.Sqlite;
using Npgsql;
using Takedown.Storage;
using Takedown.Storage.Postgres;
using Takedown.Storage.Sqlite;

namespace Takedown.Server.Hosting;

/// <summary>Creates the database selected in the configuration.</summary>
internal static class DatabaseFactory
{
    public static Database Create(DatabaseOptions options)
    {
        DapperTypes.Register();
        return options.Engine == "postgres"
            ? new PostgresDatabase(options.ConnectionString)
            : new SqliteDatabase(options.ConnectionString);
    }

    public static bool Accepts(DatabaseOptions options)
    {
        try
        {
            return options.Engine == "postgres"
                ? new NpgsqlConnectionStringBuilder(options.ConnectionString).Host is { Length: > 0 }
                : new SqliteConnectionStringBuilder(options.ConnectionString).DataSource is { Length: > 0 };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
