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

    /// <summary>What is wrong with the connection string; null if nothing is.</summary>
    public static string? Fault(DatabaseOptions options)
    {
        const string setting = "Takedown:Database:ConnectionString";
        try
        {
            if (options.Engine != "postgres")
            {
                return new SqliteConnectionStringBuilder(options.ConnectionString).DataSource is { Length: > 0 }
                    ? null : $"{setting} names no file.";
            }
            var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString);
            if (settings.Host is not { Length: > 0 } host) return $"{setting} names no host.";
            // The first host would be used as long as it answers, also as a standby; with read-write, readers find
            // none.
            var several = host.Contains(',', StringComparison.Ordinal);
            if (!several && settings.TargetSessionAttributes is not null)
            {
                return $"{setting} has one host. Target Session Attributes is for several hosts.";
            }
            return several
                && !string.Equals(settings.TargetSessionAttributes, "primary", StringComparison.OrdinalIgnoreCase)
                ? $"{setting} has several hosts. Add: Target Session Attributes=primary" : null;
        }
        catch (ArgumentException)
        {
            return $"{setting} is not a valid connection string for the database.";
        }
    }
}
