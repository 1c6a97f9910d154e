using System.Data.Common;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Takedown.Storage;

/// <summary>SQLite: bulk statements are prepared once a connection and run row by row, which costs no round trip.</summary>
internal sealed class SqliteDialect : Dialect, IDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int ConstraintUnique = 2067;
    private const int ConstraintPrimaryKey = 1555;

    /// <summary>Of the one connection that writes.</summary>
    private readonly Dictionary<(object Table, string Verb), SqliteStatement> prepared = [];

    public override string ForUpdate => "";

    public override string SkipLocked => "";

    /// <summary>There is one writer: positions are committed in their order.</summary>
    public override string CommittedOnly => "";

    public override string IdsSource(string parameter) => $"(SELECT unhex(value) FROM json_each(@{parameter}))";

    public override object IdsValue(IEnumerable<Guid> ids)
    {
        var json = new StringBuilder("[");
        foreach (var id in ids) json.Append(json.Length == 1 ? "\"" : ",\"").Append(id.ToString("N")).Append('"');
        return json.Append(']').ToString();
    }

    public override string NumbersSource(string parameter) => $"(SELECT value FROM json_each(@{parameter}))";

    public override object NumbersValue(IEnumerable<long> numbers) => JsonSerializer.Serialize(numbers);

    public override string TextsSource(string parameter) => $"(SELECT value FROM json_each(@{parameter}))";

    public override object TextsValue(IEnumerable<string> texts) => JsonSerializer.Serialize(texts);

    public override string BytesSource(string parameter) => $"(SELECT unhex(value) FROM json_each(@{parameter}))";

    public override object BytesValue(IEnumerable<byte[]> values) => JsonSerializer.Serialize(values.Select(Convert.ToHexString));

    public override bool IsTransient(DbException error) => error is SqliteException { SqliteErrorCode: Busy or Locked or ReadOnly or InputOutput or Full or CannotOpen };

    public override bool IsUniqueViolation(DbException error) =>
        error is SqliteException { SqliteExtendedErrorCode: ConstraintUnique or ConstraintPrimaryKey };

    public override bool IsUniqueViolation(DbException error, string column) =>
        IsUniqueViolation(error) && error.Message.Contains('.' + column, StringComparison.Ordinal);

    public override Task LockAsync(Session session, string name) => Task.CompletedTask;

    public override Task InsertAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows, string? onConflict)
    {
        if (rows.Count == 0) return Task.CompletedTask;
        var insert = PrepareInsert(session, table, onConflict);
        foreach (var row in rows) Run(insert, table.Columns, row);
        return Task.CompletedTask;
    }

    public override Task<bool[]> InsertNewAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows)
    {
        var went = new bool[rows.Count];
        if (rows.Count == 0) return Task.FromResult(went);
        var insert = PrepareInsert(session, table, "DO NOTHING");
        for (var i = 0; i < rows.Count; i++) went[i] = Run(insert, table.Columns, rows[i]) > 0;
        return Task.FromResult(went);
    }

    public override Task<IReadOnlyList<long[]>> InsertReadingAsync<T>(
        Session session, Table<T> table, IReadOnlyList<T> rows, IReadOnlyList<string> numbers, string? onConflict)
    {
        var read = new long[rows.Count][];
        if (rows.Count == 0) return Task.FromResult<IReadOnlyList<long[]>>(read);
        var insert = PrepareInsert(session, table, onConflict, $" RETURNING {string.Join(", ", numbers)}");
        for (var i = 0; i < rows.Count; i++)
        {
            Bind(insert, table.Columns, rows[i]);
            read[i] = insert.Read(numbers.Count);
        }
        return Task.FromResult<IReadOnlyList<long[]>>(read);
    }

    public override Task<IReadOnlyList<Guid>> QueryDeferredAsync(Session session, string question, IEnumerable<Guid> ids) =>
        session.QueryAsync<Guid>(question + session.In("ids"), new { ids = session.Ids(ids) });

    private SqliteStatement PrepareInsert<T>(Session session, Table<T> table, string? onConflict, string? ending = null) =>
        Prepare(session, (table, onConflict + ending), () =>
            $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns.Select(c => c.Name))}) "
            + $"VALUES ({string.Join(", ", table.Columns.Select(_ => "?"))})"
            + (onConflict is null ? "" : " ON CONFLICT " + onConflict) + ending);

    public override Task<int> UpdateAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0) return Task.FromResult(0);
        Column<T>[] columns = [.. table.Columns.Where(c => !c.Key), .. table.Columns.Where(c => c.Key)];
        var update = Prepare(session, (table, "UPDATE"), () =>
            $"UPDATE {table.Name} SET {string.Join(", ", columns.Where(c => !c.Key).Select(c => c.Name + " = ?"))} "
            + $"WHERE {string.Join(" AND ", columns.Where(c => c.Key).Select(c => c.Name + " = ?"))}");
        var found = 0;
        foreach (var row in rows) found += Run(update, columns, row);
        return Task.FromResult(found);
    }

    public override async Task ChangeAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows)
    {
        var found = await UpdateAsync(session, table, rows);
        if (found != rows.Count) throw new InvalidOperationException($"Changed {found} of {rows.Count} rows of {table.Name}.");
    }

    public override Task DeleteAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0) return Task.CompletedTask;
        Column<T>[] keys = [.. table.Columns.Where(c => c.Key)];
        var delete = Prepare(session, (table, "DELETE"), () =>
            $"DELETE FROM {table.Name} WHERE {string.Join(" AND ", keys.Select(c => c.Name + " = ?"))}");
        foreach (var row in rows) Run(delete, keys, row);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var statement in prepared.Values) statement.Dispose();
        prepared.Clear();
    }

    private static int Run<T>(SqliteStatement statement, IReadOnlyList<Column<T>> columns, T row)
    {
        Bind(statement, columns, row);
        return statement.Execute();
    }

    private static void Bind<T>(SqliteStatement statement, IReadOnlyList<Column<T>> columns, T row)
    {
        for (var c = 0; c < columns.Count; c++) statement.Bind(c + 1, columns[c].Type, columns[c].Value(row));
    }

    private SqliteStatement Prepare(Session session, (object Table, string Verb) key, Func<string> sql)
    {
        if (!prepared.TryGetValue(key, out var statement))
        {
            prepared[key] = statement = new SqliteStatement((SqliteConnection)session.Connection, sql());
        }
        return statement;
    }
}
