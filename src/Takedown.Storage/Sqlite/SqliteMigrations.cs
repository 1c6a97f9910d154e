using Dapper;
using Microsoft.Data.Sqlite;

namespace Takedown.Storage;

/// <summary>Numbered SQL files, each applied once, forward only, under the write lock.</summary>
internal static class SqliteMigrations
{
    public static void Apply(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute("CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER NOT NULL PRIMARY KEY)", transaction: transaction);
        var current = connection.ExecuteScalar<long?>("SELECT MAX(version) FROM schema_versions", transaction: transaction) ?? 0;
        var known = Scripts.For("sqlite");
        if (current > known[^1].Version)
        {
            throw new SchemaTooNewException(current, known[^1].Version);
        }
        foreach (var (version, sql) in known.Where(s => s.Version > current))
        {
            connection.Execute(sql, transaction: transaction);
            connection.Execute("INSERT INTO schema_versions (version) VALUES (@version)", new { version }, transaction);
        }
        transaction.Commit();
    }
}

/// <summary>The schema was written by a newer program; running on would corrupt what it means.</summary>
internal sealed class SchemaTooNewException(long found, long known)
    : Exception($"The database has schema version {found}; this program knows up to {known}. Start the newer program.");
