using Dapper;
using Microsoft.Data.Sqlite;

namespace Takedown.Storage.Sqlite;

/// <summary>Applies missing migrations in one transaction and under the write lock.</summary>
internal static class SqliteMigrations
{
    private const string CreateVersions =
        "CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER NOT NULL PRIMARY KEY)";

    private const string AddVersion = "INSERT INTO schema_versions (version) VALUES (@version)";

    public static void Apply(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute(CreateVersions, transaction: transaction);
        var current = connection.ExecuteScalar<long?>(
            "SELECT MAX(version) FROM schema_versions", transaction: transaction) ?? 0;
        var known = SchemaScripts.For("sqlite");
        if (current > known[^1].Version) throw new SchemaTooNewException(current, known[^1].Version);
        foreach (var (version, sql) in known.Where(s => s.Version > current))
        {
            connection.Execute(sql, transaction: transaction);
            connection.Execute(AddVersion, new { version }, transaction);
        }
        transaction.Commit();
    }
}
