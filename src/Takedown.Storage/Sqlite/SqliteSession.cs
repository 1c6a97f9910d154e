using Microsoft.Data.Sqlite;

namespace Takedown.Storage.Sqlite;

/// <summary>SQLite: bulk statements run row by row, which costs no round trip.</summary>
internal sealed class SqliteSession(
    SqliteConnection connection, SqliteTransaction? transaction, SqliteDialect dialect, SqliteStatements statements)
    : Session(connection, transaction, dialect)
{
    public override Task LockAsync(string name) => Task.CompletedTask;

    public override Task InsertAsync<T>(Table<T> table, IReadOnlyList<T> rows, string? onConflict = null)
    {
        if (rows.Count == 0) return Task.CompletedTask;
        var insert = statements.Insert(table, onConflict);
        foreach (var row in rows) Run(insert, table.Columns, row);
        return Task.CompletedTask;
    }

    public override Task<bool[]> InsertNewAsync<T>(Table<T> table, IReadOnlyList<T> rows)
    {
        var inserted = new bool[rows.Count];
        if (rows.Count == 0) return Task.FromResult(inserted);
        var insert = statements.Insert(table, "DO NOTHING");
        for (var i = 0; i < rows.Count; i++) inserted[i] = Run(insert, table.Columns, rows[i]) > 0;
        return Task.FromResult(inserted);
    }

    public override Task<IReadOnlyList<long[]>> InsertReadingAsync<T>(
        Table<T> table, IReadOnlyList<T> rows, IReadOnlyList<string> numbers, string? onConflict = null)
    {
        var read = new long[rows.Count][];
        if (rows.Count == 0) return Task.FromResult<IReadOnlyList<long[]>>(read);
        var insert = statements.Insert(table, onConflict, string.Join(", ", numbers));
        for (var i = 0; i < rows.Count; i++)
        {
            Bind(insert, table.Columns, rows[i]);
            read[i] = insert.Read(numbers.Count);
        }
        return Task.FromResult<IReadOnlyList<long[]>>(read);
    }

    public override Task<int> UpdateAsync<T>(Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0) return Task.FromResult(0);
        Column<T>[] columns = [.. table.Columns.Where(c => !c.Key), .. table.Columns.Where(c => c.Key)];
        var update = statements.Update(table, columns);
        var found = 0;
        foreach (var row in rows) found += Run(update, columns, row);
        return Task.FromResult(found);
    }

    public override async Task ChangeAsync<T>(Table<T> table, IReadOnlyList<T> rows)
    {
        var found = await UpdateAsync(table, rows);
        if (found != rows.Count) throw new RowsMissingException($"Changed {found} of {rows.Count} rows.");
    }

    public override Task ChangeFoundAsync<T>(Table<T> table, IReadOnlyList<T> rows) => UpdateAsync(table, rows);

    public override Task DeleteAsync<T>(Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0) return Task.CompletedTask;
        Column<T>[] keys = [.. table.Columns.Where(c => c.Key)];
        var delete = statements.Delete(table, keys);
        foreach (var row in rows) Run(delete, keys, row);
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<Guid>> QueryDeferredAsync(string query, IEnumerable<Guid> ids) =>
        QueryAsync<Guid>(query + In("ids"), new { ids = Ids(ids) });

    public override Task<IReadOnlyList<Guid>> FindDeferredAsync(
        string query, IReadOnlyCollection<long> numbers, long from) =>
        QueryAsync<Guid>(query, new { numbers = Numbers(numbers), from });

    private static int Run<T>(SqliteStatement statement, IReadOnlyList<Column<T>> columns, T row)
    {
        Bind(statement, columns, row);
        return statement.Execute();
    }

    private static void Bind<T>(SqliteStatement statement, IReadOnlyList<Column<T>> columns, T row)
    {
        for (var c = 0; c < columns.Count; c++) statement.Bind(c + 1, columns[c].Type, columns[c].Value(row));
    }
}
