using System.Data.Common;
using Npgsql;

namespace Takedown.Storage.Postgres;

/// <summary>SQL fragments, parameter values and error codes of PostgreSQL.</summary>
internal sealed class PostgresDialect : Dialect
{
    public override string ForUpdate => "FOR UPDATE";

    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    /// <summary>A transaction that began earlier may still commit; readers stop at the oldest open one.</summary>
    public override string CommittedOnly =>
        "AND tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint + event_offset()";

    public override string IdsSource(string parameter) => $"(SELECT unnest(@{parameter}) AS value)";

    public override object IdsValue(IEnumerable<Guid> ids) => ids.ToArray();

    public override string NumbersSource(string parameter) => $"(SELECT unnest(@{parameter}) AS value)";

    public override object NumbersValue(IEnumerable<long> numbers) => numbers.ToArray();

    public override string TextsSource(string parameter) => $"(SELECT unnest(@{parameter}) AS value)";

    public override object TextsValue(IEnumerable<string> texts) => texts.Select(PostgresValues.WithoutNul).ToArray();

    public override string PairsSource(string parameter) =>
        $"(SELECT (each ->> 0)::uuid AS id, each ->> 1 AS text FROM jsonb_array_elements(@{parameter}::jsonb) AS each)";

    public override object PairsValue(IEnumerable<(Guid Id, string Text)> pairs) =>
        base.PairsValue(pairs.Select(p => (p.Id, PostgresValues.WithoutNul(p.Text))));

    public override string BytesSource(string parameter) => $"(SELECT unnest(@{parameter}) AS value)";

    public override object BytesValue(IEnumerable<byte[]> values) => values.ToArray();

    public override string ForEach(string keys, string table, string query) =>
        $"SELECT found.id FROM ({keys}) k CROSS JOIN LATERAL ({query}) found";

    /// <summary>OFFSET keeps the planner from turning it into a join of its own choice.</summary>
    public override string OfEach(string parameter, string table, string condition) =>
        $"{IdsSource(parameter)} k CROSS JOIN LATERAL (SELECT * FROM {table} WHERE {condition} OFFSET 0) found";

    /// <summary>
    /// An error that ends the session (no disk space for its files, a role that may not log in) is never the fault of
    /// the statement, nor is one that no server has answered: a connection string with several hosts finds none while
    /// the standby is promoted.
    /// </summary>
    public override bool IsTransient(DbException error) => error switch
    {
        NpgsqlException { IsTransient: true } => true,
        PostgresException { InvariantSeverity: "FATAL" or "PANIC" } => true,
        // Two commands at once on one connection would be a fault of ours.
        NpgsqlException and not PostgresException and not NpgsqlOperationInProgressException => true,
        _ => error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.ReadOnlySqlTransaction
            || IsTimeout(error),
    };

    public override bool IsStorageFull(DbException error) => error.SqlState == PostgresErrorCodes.DiskFull;

    /// <summary>
    /// The server's <c>statement_timeout</c>: mostly others held the rows that it needed. (The timeout of the client
    /// comes as the error of a lost connection.)
    /// </summary>
    public override bool IsTimeout(DbException error) => error.SqlState == PostgresErrorCodes.QueryCanceled;

    public override bool IsReadOnly(DbException error) => error.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction;

    public override bool IsUniqueViolation(DbException error) => error.SqlState == PostgresErrorCodes.UniqueViolation;

    public override bool IsUniqueViolation(DbException error, string column) =>
        IsUniqueViolation(error)
        && error is PostgresException { ConstraintName: { } name }
        && name.EndsWith(column, StringComparison.Ordinal);
}
