using Microsoft.Data.Sqlite;

namespace Takedown.Storage.Sqlite;

/// <summary>The bulk statements of one connection. Each is prepared once.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<(object Table, string Kind), SqliteStatement> prepared = [];

    public SqliteStatement Insert<T>(Table<T> table, string? onConflict, string? returning = null) =>
        Prepare((table, onConflict + returning), () =>
            $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns.Select(c => c.Name))}) "
            + $"VALUES ({string.Join(", ", table.Columns.Select(_ => "?"))})"
            + (onConflict is null ? "" : " ON CONFLICT " + onConflict)
            + (returning is null ? "" : " RETURNING " + returning));

    /// <summary>Sets <paramref name="columns"/>, in their order; the key columns find the row.</summary>
    public SqliteStatement Update<T>(Table<T> table, IReadOnlyList<Column<T>> columns) =>
        Prepare((table, "UPDATE"), () =>
            $"UPDATE {table.Name} SET {string.Join(", ", columns.Where(c => !c.Key).Select(c => c.Name + " = ?"))} "
            + $"WHERE {Where(columns.Where(c => c.Key))}");

    public SqliteStatement Delete<T>(Table<T> table, IReadOnlyList<Column<T>> keys) =>
        Prepare((table, "DELETE"), () => $"DELETE FROM {table.Name} WHERE {Where(keys)}");

    public void Dispose()
    {
        foreach (var statement in prepared.Values) statement.Dispose();
        prepared.Clear();
    }

    private static string Where<T>(IEnumerable<Column<T>> keys) =>
        string.Join(" AND ", keys.Select(c => c.Name + " = ?"));

    private SqliteStatement Prepare((object Table, string Kind) key, Func<string> sql)
    {
        if (!prepared.TryGetValue(key, out var statement))
        {
            prepared[key] = statement = new SqliteStatement(connection, sql());
        }
        return statement;
    }
}
