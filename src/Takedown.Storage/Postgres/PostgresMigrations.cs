using Dapper;
using Npgsql;

namespace Takedown.Storage;

/// <summary>The migrations under an advisory lock: of several processes that start at once, one applies and the others wait.</summary>
internal static class PostgresMigrations
{
    private const long Lock = 0x7461_6b65_646f_776e;

    public static async Task ApplyAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // A large table may take its time, and so may who waits for another's migration.
        await connection.ExecuteAsync("SET LOCAL statement_timeout = 0", transaction: transaction);
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@Lock)", new { Lock }, transaction, commandTimeout: 0);
        await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_versions (version bigint NOT NULL PRIMARY KEY)", transaction: transaction);
        var current = await connection.ExecuteScalarAsync<long?>("SELECT MAX(version) FROM schema_versions", transaction: transaction) ?? 0;
        var known = Scripts.For("postgres");
        if (current > known[^1].Version) throw new SchemaTooNewException(current, known[^1].Version);
        foreach (var (version, sql) in known.Where(s => s.Version > current))
        {
            await connection.ExecuteAsync(sql, transaction: transaction, commandTimeout: 0);
            await connection.ExecuteAsync("INSERT INTO schema_versions (version) VALUES (@version)", new { version }, transaction);
        }
        await transaction.CommitAsync(cancellation);
    }
}
