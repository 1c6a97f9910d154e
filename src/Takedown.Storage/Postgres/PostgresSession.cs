using Npgsql;
using NpgsqlTypes;

namespace Takedown.Storage.Postgres;

/// <summary>
/// PostgreSQL: bulk statements send columns, not rows. Large inserts without a conflict clause use binary COPY. A
/// statement whose result nobody awaits is sent with the next awaited one.
/// </summary>
internal sealed class PostgresSession(
    NpgsqlConnection connection, NpgsqlTransaction? transaction, PostgresDialect dialect, PostgresCommands commands)
    : Session(connection, transaction, dialect)
{
    /// <summary>Below this number of rows the round trips of a COPY cost more than it saves.</summary>
    private const int CopyFrom = 50;

    private readonly StatementBatch batch = new(connection, transaction);

    protected override Task SendAsync() => batch.FlushAsync();

    public Task CommitAsync() => batch.CommitAsync();

    public override Task LockAsync(string name)
    {
        var command = new NpgsqlBatchCommand("SELECT pg_advisory_xact_lock(hashtextextended(@name, 0))");
        command.Parameters.Add(new NpgsqlParameter("name", NpgsqlDbType.Text) { Value = name });
        batch.Add(command, read: null);
        return Task.CompletedTask;
    }

    public override async Task InsertAsync<T>(Table<T> table, IReadOnlyList<T> rows, string? onConflict = null)
    {
        if (rows.Count == 0) return;
        if (onConflict is null && rows.Count >= CopyFrom) await CopyAsync(table, rows);
        else batch.Add(commands.Insert(table, rows, Conflict(onConflict)));
    }

    public override async Task<bool[]> InsertNewAsync<T>(Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0) return [];
        var key = table.Columns[0];
        var insert = commands.Insert(table, rows, $"{Conflict("DO NOTHING")} RETURNING {key.Name}");
        var inserted = (await batch.ReadAsync(insert, reader => reader.GetGuid(0))).ToHashSet();
        return [.. rows.Select(row => inserted.Contains((Guid)key.Value(row)!))];
    }

    /// <summary>RETURNING gives the rows in the order of the insert, one each, because a conflict updates.</summary>
    public override async Task<IReadOnlyList<long[]>> InsertReadingAsync<T>(
        Table<T> table, IReadOnlyList<T> rows, IReadOnlyList<string> numbers, string? onConflict = null)
    {
        if (rows.Count == 0) return [];
        var ending = $" ORDER BY v.turn{Conflict(onConflict)} RETURNING {string.Join(", ", numbers)}";
        var read = await batch.ReadAsync(
            commands.Insert(table, rows, ending), reader => numbers.Select((_, i) => reader.GetInt64(i)).ToArray());
        return read.Count == rows.Count
            ? read
            : throw new InvalidOperationException($"Inserted {read.Count} of {rows.Count} rows into {table.Name}.");
    }

    public override async Task<int> UpdateAsync<T>(Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0) return 0;
        var update = commands.Update(table, rows);
        batch.Add(update);
        await batch.FlushAsync();
        return update.RecordsAffected;
    }

    public override Task ChangeAsync<T>(Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count > 0) batch.Add(commands.Update(table, rows, mustFind: true), read: null);
        return Task.CompletedTask;
    }

    public override Task ChangeFoundAsync<T>(Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count > 0) batch.Add(commands.Update(table, rows));
        return Task.CompletedTask;
    }

    public override Task DeleteAsync<T>(Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count > 0) batch.Add(commands.Delete(table, rows));
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<Guid>> QueryDeferredAsync(string query, IEnumerable<Guid> ids) =>
        DeferAsync(
            query + In("ids"),
            new NpgsqlParameter("ids", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = Ids(ids) });

    public override Task<IReadOnlyList<Guid>> FindDeferredAsync(
        string query, IReadOnlyCollection<long> numbers, long from) => DeferAsync(
            query,
            new NpgsqlParameter("numbers", NpgsqlDbType.Array | NpgsqlDbType.Bigint) { Value = Numbers(numbers) },
            new NpgsqlParameter("from", NpgsqlDbType.Bigint) { Value = from });

    private Task<IReadOnlyList<Guid>> DeferAsync(string query, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var (command, found) = (new NpgsqlBatchCommand(query), new List<Guid>());
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        batch.Add(command, reader => found.Add(reader.GetGuid(0)));
        return Task.FromResult<IReadOnlyList<Guid>>(found);
    }

    private static string Conflict(string? clause) => clause is null ? "" : " ON CONFLICT " + clause;

    private async Task CopyAsync<T>(Table<T> table, IReadOnlyList<T> rows)
    {
        await batch.FlushAsync();
        var columns = string.Join(", ", table.Columns.Select(c => c.Name));
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {table.Name} ({columns}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            foreach (var column in table.Columns)
            {
                await PostgresValues.CopyAsync(copy, column.Type, PostgresValues.Stored(column, row));
            }
        }
        await copy.CompleteAsync();
    }
}
