using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Takedown.Server.Storage;

/// <summary>
/// PostgreSQL: bulk statements send columns, not rows. Large inserts go by binary COPY into a temporary table and from
/// there by one INSERT; small inserts and updates unnest arrays.
/// </summary>
internal sealed class PostgresEngine : Engine
{
    /// <summary>Below this many rows the round trips of a temporary table cost more than COPY saves.</summary>
    private const int CopyFrom = 50;

    private readonly ConcurrentDictionary<(string Table, string? Conflict, string Shape), string> statements = new();

    public override string? LockByName => "SELECT pg_advisory_xact_lock(hashtextextended(@name, 0))";

    public override string ForUpdate => "FOR UPDATE";

    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    /// <summary>A transaction that began earlier may still commit below; readers stop at the oldest that runs.</summary>
    public override string Settled => "AND tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    public override string IdsSource(string parameter) => $"(SELECT unnest(@{parameter}))";

    public override object IdsValue(IEnumerable<Guid> ids) => ids.ToArray();

    public override string NumbersSource(string parameter) => $"(SELECT unnest(@{parameter}))";

    public override object NumbersValue(IEnumerable<long> numbers) => numbers.ToArray();

    public override string TextsSource(string parameter) => $"(SELECT unnest(@{parameter}) AS value)";

    public override object TextsValue(IEnumerable<string> texts) => texts.Select(Holdable).ToArray();

    public override string BytesSource(string parameter) => $"(SELECT unnest(@{parameter}))";

    public override object BytesValue(IEnumerable<byte[]> values) => values.ToArray();

    public override bool MayPass(DbException error) => error is NpgsqlException { IsTransient: true }
        || error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.ReadOnlySqlTransaction
        || error is NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException or TimeoutException };

    public override bool IsTaken(DbException error) => error.SqlState == PostgresErrorCodes.UniqueViolation;

    public override bool IsTaken(DbException error, string column) =>
        IsTaken(error) && error is PostgresException { ConstraintName: { } name } && name.EndsWith(column, StringComparison.Ordinal);

    public override async Task InsertAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows, string? onConflict)
    {
        if (rows.Count == 0) return;
        if (rows.Count < CopyFrom)
        {
            await ExecuteAsync(session, Insert(table, onConflict, FromArrays(table)), table, rows);
            return;
        }
        if (onConflict is null)
        {
            await CopyAsync(session, table.Name, table, rows);
            return;
        }
        await ThroughStageAsync(session, table, rows);
        await using var command = Command(session, Insert(table, onConflict, $"stage_{table.Name} AS v"));
        await command.ExecuteNonQueryAsync();
    }

    public override async Task<bool[]> InsertNewAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0) return [];
        var key = table.Columns[0];
        var source = rows.Count < CopyFrom ? FromArrays(table) : $"stage_{table.Name} AS v";
        if (rows.Count >= CopyFrom) await ThroughStageAsync(session, table, rows);
        await using var command = Command(session, $"{Insert(table, "DO NOTHING", source)} RETURNING {key.Name}");
        if (rows.Count < CopyFrom) AddArrays(command, table, rows);
        var went = new HashSet<Guid>(rows.Count);
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) went.Add(reader.GetGuid(0));
        }
        return [.. rows.Select(row => went.Contains((Guid)key.Value(row)!))];
    }

    public override async Task<int> UpdateAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0) return 0;
        var sql = statements.GetOrAdd((table.Name, null, "update " + string.Join(',', table.Columns.Select(c => c.Name))), _ =>
        {
            var set = string.Join(", ", table.Columns.Where(c => !c.Key).Select(c => $"{c.Name} = v.{c.Name}"));
            var where = string.Join(" AND ", table.Columns.Where(c => c.Key).Select(c => $"{table.Name}.{c.Name} = v.{c.Name}"));
            return $"UPDATE {table.Name} SET {set} FROM {FromArrays(table)} WHERE {where}";
        });
        return await ExecuteAsync(session, sql, table, rows);
    }

    private string Insert<T>(Table<T> table, string? onConflict, string source) =>
        statements.GetOrAdd((table.Name, onConflict, source), _ =>
        {
            var columns = string.Join(", ", table.Columns.Select(c => c.Name));
            var values = string.Join(", ", table.Columns.Select(c => "v." + c.Name));
            return $"INSERT INTO {table.Name} ({columns}) SELECT {values} FROM {source}" + (onConflict is null ? "" : " ON CONFLICT " + onConflict);
        });

    private static async Task ThroughStageAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows)
    {
        var columns = string.Join(", ", table.Columns.Select(c => $"{c.Name} {SqlType(c.Type)}"));
        await using (var create = Command(session, $"CREATE TEMP TABLE IF NOT EXISTS stage_{table.Name} ({columns}) ON COMMIT DELETE ROWS; DELETE FROM stage_{table.Name}"))
        {
            await create.ExecuteNonQueryAsync();
        }
        await CopyAsync(session, "stage_" + table.Name, table, rows);
    }

    private static async Task CopyAsync<T>(Session session, string into, Table<T> table, IReadOnlyList<T> rows)
    {
        var columns = string.Join(", ", table.Columns.Select(c => c.Name));
        await using var copy = await ((NpgsqlConnection)session.Connection).BeginBinaryImportAsync($"COPY {into} ({columns}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            foreach (var column in table.Columns) await WriteAsync(copy, column.Type, Stored(column.Value(row), column.Type));
        }
        await copy.CompleteAsync();
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, ColumnType type, object? value) => value switch
    {
        null => copy.WriteNullAsync(),
        Guid id => copy.WriteAsync(id, NpgsqlDbType.Uuid),
        string text => copy.WriteAsync(text, NpgsqlDbType.Text),
        // A text may come as the UTF-8 it is on the wire.
        byte[] bytes => copy.WriteAsync(bytes, type is ColumnType.Text ? NpgsqlDbType.Text : NpgsqlDbType.Bytea),
        // Binary COPY takes a number only in its column's width: what is copied straight into a table is bigint there.
        long number => copy.WriteAsync(number, NpgsqlDbType.Bigint),
        _ => throw new InvalidOperationException($"A column cannot hold a {value.GetType().Name}."),
    };

    private static async Task<int> ExecuteAsync<T>(Session session, string sql, Table<T> table, IReadOnlyList<T> rows)
    {
        await using var command = Command(session, sql);
        AddArrays(command, table, rows);
        return await command.ExecuteNonQueryAsync();
    }

    private static void AddArrays<T>(NpgsqlCommand command, Table<T> table, IReadOnlyList<T> rows)
    {
        foreach (var column in table.Columns)
        {
            var values = rows.Select(row => Stored(column.Value(row), column.Type));
            command.Parameters.Add(new NpgsqlParameter(column.Name, NpgsqlDbType.Array | DbType(column.Type))
            {
                Value = column.Type switch
                {
                    ColumnType.Id => values.Select(v => (Guid?)v).ToArray(),
                    ColumnType.Text => values.Select(v => v is byte[] utf8 ? Encoding.UTF8.GetString(utf8) : (string?)v).ToArray(),
                    ColumnType.Bytes => values.Select(v => (byte[]?)v).ToArray(),
                    ColumnType.Instant or ColumnType.Number => values.Select(v => (long?)v).ToArray(),
                },
            });
        }
    }

    private static string FromArrays<T>(Table<T> table) =>
        $"unnest({string.Join(", ", table.Columns.Select(c => "@" + c.Name))}) AS v ({string.Join(", ", table.Columns.Select(c => c.Name))})";

    private static NpgsqlCommand Command(Session session, string sql) =>
        new(sql, (NpgsqlConnection)session.Connection, (NpgsqlTransaction?)session.Transaction);

    private static string SqlType(ColumnType type) => type switch
    {
        ColumnType.Id => "uuid",
        ColumnType.Text => "text",
        ColumnType.Bytes => "bytea",
        ColumnType.Instant or ColumnType.Number => "bigint",
    };

    private static NpgsqlDbType DbType(ColumnType type) => type switch
    {
        ColumnType.Id => NpgsqlDbType.Uuid,
        ColumnType.Text => NpgsqlDbType.Text,
        ColumnType.Bytes => NpgsqlDbType.Bytea,
        ColumnType.Instant or ColumnType.Number => NpgsqlDbType.Bigint,
    };

    private static object? Stored(object? value, ColumnType type) => value switch
    {
        DateTimeOffset at => at.ToUnixTimeMilliseconds(),
        Enum word => Convert.ToInt64(word, CultureInfo.InvariantCulture),
        int number => (long)number,
        string text => Holdable(text),
        byte[] utf8 when type is ColumnType.Text && utf8.AsSpan().Contains((byte)0) => Holdable(Encoding.UTF8.GetString(utf8)),
        _ => value,
    };

    /// <summary>PostgreSQL's text cannot hold U+0000, and nobody means it.</summary>
    private static string Holdable(string text) => text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\uFFFD') : text;
}
