using Dapper;
using Npgsql;

namespace Takedown.Storage.Postgres;

/// <summary>
/// Applies missing migrations in one transaction and under an advisory lock: when several processes start at once, one
/// applies them and the others wait.
/// </summary>
internal static class PostgresMigrations
{
    private const long Lock = 0x7461_6b65_646f_776e;

    private const string CreateVersions =
        "CREATE TABLE IF NOT EXISTS schema_versions (version bigint NOT NULL PRIMARY KEY)";

    public static async Task ApplyAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Neither a migration of a large table nor the wait for another process may time out.
        await connection.ExecuteAsync("SET LOCAL statement_timeout = 0", transaction: transaction);
        await connection.ExecuteAsync(
            "SELECT pg_advisory_xact_lock(@Lock)", new { Lock }, transaction, commandTimeout: 0);
        await connection.ExecuteAsync(CreateVersions, transaction: transaction);
        var current = await connection.ExecuteScalarAsync<long?>(
            "SELECT MAX(version) FROM schema_versions", transaction: transaction) ?? 0;
        var known = SchemaScripts.For("postgres");
        if (current > known[^1].Version) throw new SchemaTooNewException(current, known[^1].Version);
        foreach (var (version, sql) in known.Where(s => s.Version > current))
        {
            await connection.ExecuteAsync(sql, transaction: transaction, commandTimeout: 0);
            await connection.ExecuteAsync(
                "INSERT INTO schema_versions (version) VALUES (@version)", new { version }, transaction);
        }
        await transaction.CommitAsync(cancellation);
    }
}
