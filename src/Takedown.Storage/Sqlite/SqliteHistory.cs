using Dapper;
using Microsoft.Data.Sqlite;

namespace Takedown.Storage.Sqlite;

/// <summary>
/// Begins a new history where whoever restored a copy asked for it (the migration <c>histories</c> says why).
/// </summary>
internal static class SqliteHistory
{
    private const string Identity = "sqlite";

    private const string Latest = "SELECT epoch, identity FROM histories ORDER BY epoch DESC LIMIT 1";
    private const string Name =
        "INSERT INTO histories (epoch, identity, at, audit_last) "
            + "SELECT @epoch, @Identity, @now, COALESCE(MAX(seq), 0) FROM audit";

    private const string Leap =
        """
        INSERT INTO histories (epoch, identity, last_seq, next_seq, at, audit_last)
        SELECT @epoch, @Identity, seq, seq + 1099511627776, @now, (SELECT COALESCE(MAX(seq), 0) FROM audit)
        FROM sqlite_sequence WHERE name = 'events';
        UPDATE sqlite_sequence SET seq = seq + 1099511627776 WHERE name = 'events';
        INSERT INTO history_gaps (platform_id, epoch, inbox_last, inbox_next, account_last, account_next)
        SELECT platform_id, @epoch, inbox_seq, inbox_seq + 1000000000, account_seq, account_seq + 1000000000
        FROM platform_seqs JOIN account_seqs USING (platform_id);
        UPDATE platform_seqs SET inbox_seq = inbox_seq + 1000000000;
        UPDATE account_seqs SET account_seq = account_seq + 1000000000;
        """;

    private const string HasEvents = "SELECT COUNT(*) FROM sqlite_sequence WHERE name = 'events'";

    /// <returns>Whether the numbers leapt.</returns>
    public static bool Examine(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var (epoch, identity) = connection.QueryFirstOrDefault<(long, string)>(Latest, transaction: transaction);
        if (identity == Identity) return false;
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var leaps = epoch > 0 && connection.ExecuteScalar<long>(HasEvents, transaction: transaction) > 0;
        connection.Execute(leaps ? Leap : Name, new { epoch = epoch + 1, Identity, now }, transaction);
        transaction.Commit();
        return leaps;
    }
}
