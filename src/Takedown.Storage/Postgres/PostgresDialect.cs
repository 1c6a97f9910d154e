using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Takedown.Storage;

/// <summary>
/// PostgreSQL: bulk statements send columns, not rows. Large inserts go by binary COPY where no key can be in their way;
/// all others, and updates, unnest arrays.
/// </summary>
internal sealed class PostgresDialect : Dialect
{
    /// <summary>Below this many rows the round trips of a COPY cost more than it saves.</summary>
    private const int CopyFrom = 50;

    private readonly ConcurrentDictionary<(object Table, string Shape), string> statements = new();

    public override string ForUpdate => "FOR UPDATE";

    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    /// <summary>A transaction that began earlier may still commit below; readers stop at the oldest that runs.</summary>
    public override string CommittedOnly => "AND tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    public override string IdsSource(string parameter) => $"(SELECT unnest(@{parameter}))";

    public override object IdsValue(IEnumerable<Guid> ids) => ids.ToArray();

    public override string NumbersSource(string parameter) => $"(SELECT unnest(@{parameter}))";

    public override object NumbersValue(IEnumerable<long> numbers) => numbers.ToArray();

    public override string TextsSource(string parameter) => $"(SELECT unnest(@{parameter}) AS value)";

    public override object TextsValue(IEnumerable<string> texts) => texts.Select(Holdable).ToArray();

    public override string BytesSource(string parameter) => $"(SELECT unnest(@{parameter}))";

    public override object BytesValue(IEnumerable<byte[]> values) => values.ToArray();

    /// <summary>What ends a session and not just a statement (no room for what every new session writes, a role that may not log in) is no statement's fault.</summary>
    public override bool IsTransient(DbException error) => error is NpgsqlException { IsTransient: true } or PostgresException { InvariantSeverity: "FATAL" or "PANIC" }
        || error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.ReadOnlySqlTransaction
        || error is NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException or TimeoutException };

    public override bool IsUniqueViolation(DbException error) => error.SqlState == PostgresErrorCodes.UniqueViolation;

    public override bool IsUniqueViolation(DbException error, string column) =>
        IsUniqueViolation(error) && error is PostgresException { ConstraintName: { } name } && name.EndsWith(column, StringComparison.Ordinal);

    public override Task LockAsync(Session session, string name)
    {
        var command = new NpgsqlBatchCommand("SELECT pg_advisory_xact_lock(hashtextextended(@name, 0))");
        command.Parameters.Add(new NpgsqlParameter("name", NpgsqlDbType.Text) { Value = name });
        session.Statements.Ask(command, _ => { });
        return Task.CompletedTask;
    }

    public override async Task InsertAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows, string? onConflict)
    {
        if (rows.Count == 0) return;
        if (onConflict is null && rows.Count >= CopyFrom)
        {
            await CopyAsync(session, table, rows);
            return;
        }
        session.Statements.Add(FromArrays(Insert(table, onConflict is null ? "" : " ON CONFLICT " + onConflict), table, rows));
    }

    public override async Task<bool[]> InsertNewAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0) return [];
        var key = table.Columns[0];
        var went = (await session.Statements.ReadAsync(
            FromArrays(Insert(table, $" ON CONFLICT DO NOTHING RETURNING {key.Name}"), table, rows), reader => reader.GetGuid(0))).ToHashSet();
        return [.. rows.Select(row => went.Contains((Guid)key.Value(row)!))];
    }

    /// <summary>Rows are told of in the order in which they go in, one for each because a conflict updates.</summary>
    public override async Task<IReadOnlyList<long[]>> InsertReadingAsync<T>(
        Session session, Table<T> table, IReadOnlyList<T> rows, IReadOnlyList<string> numbers, string? onConflict)
    {
        if (rows.Count == 0) return [];
        var conflict = onConflict is null ? "" : " ON CONFLICT " + onConflict;
        var read = await session.Statements.ReadAsync(
            FromArrays(Insert(table, $" ORDER BY v.turn{conflict} RETURNING {string.Join(", ", numbers)}"), table, rows),
            reader => numbers.Select((_, i) => reader.GetInt64(i)).ToArray());
        return read.Count == rows.Count ? read : throw new InvalidOperationException($"Of {rows.Count} rows {read.Count} went into {table.Name}.");
    }

    public override async Task<int> UpdateAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0) return 0;
        await session.Statements.FlushAsync();
        var update = Update(table, rows);
        session.Statements.Add(update);
        await session.Statements.FlushAsync();
        return update.RecordsAffected;
    }

    /// <summary>A row that was not there divides by zero: so the server itself stops the transaction, which may end in the same journey.</summary>
    private const string Counted = " RETURNING 1) SELECT 1 FROM changed HAVING 1 / (COUNT(*) = @must_change)::int = 0";

    public override Task ChangeAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0) return Task.CompletedTask;
        var update = Update(table, rows, ending: Counted);
        update.Parameters.Add(new NpgsqlParameter("must_change", NpgsqlDbType.Bigint) { Value = (long)rows.Count });
        session.Statements.Ask(update, read: null);
        return Task.CompletedTask;
    }

    public override Task DeleteAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0) return Task.CompletedTask;
        List<Column<T>> keys = [.. table.Columns.Where(c => c.Key)];
        var command = new NpgsqlBatchCommand(statements.GetOrAdd((table, "delete"), _ => $"DELETE FROM {table.Name} USING {Unnest(keys)} WHERE {Where(table)}"));
        foreach (var key in keys) command.Parameters.Add(ArrayOf(key, [.. rows.Select(row => Stored(key.Value(row), key.Type))]));
        session.Statements.Add(command);
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<Guid>> QueryDeferredAsync(Session session, string question, IEnumerable<Guid> ids)
    {
        var (command, answer) = (new NpgsqlBatchCommand(question + IdsSource("ids")), new List<Guid>());
        command.Parameters.Add(new NpgsqlParameter("ids", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = IdsValue(ids) });
        session.Statements.Ask(command, reader => answer.Add(reader.GetGuid(0)));
        return Task.FromResult<IReadOnlyList<Guid>>(answer);
    }

    private NpgsqlBatchCommand Update<T>(Table<T> table, IReadOnlyList<T> rows, string? ending = null)
    {
        // Most of what one act changes it changes to the same in all rows: that is sent once, not in an array.
        var values = table.Columns.Select(c => rows.Select(row => Stored(c.Value(row), c.Type)).ToArray()).ToArray();
        var same = table.Columns.Select((c, i) => !c.Key && values[i].AsSpan(1).IndexOfAnyExcept(values[i][0]) < 0).ToArray();
        var command = new NpgsqlBatchCommand(statements.GetOrAdd((table, string.Concat(same.Select(s => s ? '1' : '0')) + ending), _ =>
        {
            var arrays = table.Columns.Where((_, i) => !same[i]).ToList();
            var set = string.Join(", ", table.Columns.Where(c => !c.Key).Select(c => arrays.Contains(c) ? $"{c.Name} = v.{c.Name}" : $"{c.Name} = @{c.Name}"));
            var update = $"UPDATE {table.Name} SET {set} FROM {Unnest(arrays)} WHERE {Where(table)}";
            return ending is null ? update : $"WITH changed AS ({update}{ending}";
        }));
        for (var i = 0; i < values.Length; i++)
        {
            var column = table.Columns[i];
            command.Parameters.Add(same[i]
                ? new NpgsqlParameter(column.Name, DbType(column.Type)) { Value = values[i][0] ?? DBNull.Value }
                : ArrayOf(column, values[i]));
        }
        return command;
    }

    private static string Where<T>(Table<T> table) =>
        string.Join(" AND ", table.Columns.Where(c => c.Key).Select(c => $"{table.Name}.{c.Name} = v.{c.Name}"));

    private string Insert<T>(Table<T> table, string ending) => statements.GetOrAdd((table, ending), _ =>
    {
        var columns = string.Join(", ", table.Columns.Select(c => c.Name));
        var values = string.Join(", ", table.Columns.Select(c => "v." + c.Name));
        return $"INSERT INTO {table.Name} ({columns}) SELECT {values} FROM {Unnest(table.Columns)}{ending}";
    });

    private static async Task CopyAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows)
    {
        await session.Statements.FlushAsync();
        var columns = string.Join(", ", table.Columns.Select(c => c.Name));
        await using var copy = await ((NpgsqlConnection)session.Connection).BeginBinaryImportAsync($"COPY {table.Name} ({columns}) FROM STDIN (FORMAT BINARY)");
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

    private static NpgsqlBatchCommand FromArrays<T>(string sql, Table<T> table, IReadOnlyList<T> rows)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in table.Columns) command.Parameters.Add(ArrayOf(column, [.. rows.Select(row => Stored(column.Value(row), column.Type))]));
        return command;
    }

    private static NpgsqlParameter ArrayOf<T>(Column<T> column, object?[] values) => new(column.Name, NpgsqlDbType.Array | DbType(column.Type))
    {
        Value = column.Type switch
        {
            ColumnType.Id => Array.ConvertAll(values, v => (Guid?)v),
            ColumnType.Text => Array.ConvertAll(values, v => v is byte[] utf8 ? Encoding.UTF8.GetString(utf8) : (string?)v),
            ColumnType.Bytes => Array.ConvertAll(values, v => (byte[]?)v),
            ColumnType.Instant or ColumnType.Number => Array.ConvertAll(values, v => (long?)v),
        },
    };

    private static string Unnest<T>(IReadOnlyList<Column<T>> columns) =>
        $"unnest({string.Join(", ", columns.Select(c => "@" + c.Name))}) WITH ORDINALITY AS v ({string.Join(", ", columns.Select(c => c.Name))}, turn)";

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
