using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Takedown.Server.Storage;

/// <summary>SQLite: bulk statements are prepared once a connection and run row by row, which costs no round trip.</summary>
internal sealed class SqliteEngine : Engine
{
    private const int ConstraintUnique = 2067;
    private const int ConstraintPrimaryKey = 1555;

    private readonly ConditionalWeakTable<DbConnection, Dictionary<string, SqliteCommand>> prepared = [];

    public override string ForUpdate => "";

    public override string SkipLocked => "";

    public override string IdsSource(string parameter) => $"(SELECT unhex(value) FROM json_each(@{parameter}))";

    public override object IdsValue(IEnumerable<Guid> ids)
    {
        var json = new StringBuilder("[");
        foreach (var id in ids) json.Append(json.Length == 1 ? "\"" : ",\"").Append(id.ToString("N")).Append('"');
        return json.Append(']').ToString();
    }

    public override string TextsSource(string parameter) => $"(SELECT value FROM json_each(@{parameter}))";

    public override object TextsValue(IEnumerable<string> texts) => JsonSerializer.Serialize(texts);

    public override bool IsTaken(DbException error) =>
        error is SqliteException { SqliteExtendedErrorCode: ConstraintUnique or ConstraintPrimaryKey };

    public override Task<bool[]> InsertAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows, string? onConflict)
    {
        var sql = $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns.Select(c => c.Name))}) "
            + $"VALUES ({string.Join(", ", table.Columns.Select(c => "@" + c.Name))})"
            + (onConflict is null ? "" : " ON CONFLICT " + onConflict);
        var went = new bool[rows.Count];
        Run(session, sql, table, rows, (i, changed) => went[i] = changed > 0);
        return Task.FromResult(went);
    }

    public override Task<int> UpdateAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows)
    {
        var set = string.Join(", ", table.Columns.Where(c => !c.Key).Select(c => $"{c.Name} = @{c.Name}"));
        var where = string.Join(" AND ", table.Columns.Where(c => c.Key).Select(c => $"{c.Name} = @{c.Name}"));
        var found = 0;
        Run(session, $"UPDATE {table.Name} SET {set} WHERE {where}", table, rows, (_, changed) => found += changed);
        return Task.FromResult(found);
    }

    private void Run<T>(Session session, string sql, Table<T> table, IReadOnlyList<T> rows, Action<int, int> ran)
    {
        if (rows.Count == 0) return;
        var command = Prepare(session, sql, table);
        command.Transaction = (SqliteTransaction?)session.Transaction;
        for (var i = 0; i < rows.Count; i++)
        {
            for (var c = 0; c < table.Columns.Count; c++)
            {
                command.Parameters[c].Value = Stored(table.Columns[c].Value(rows[i]));
            }
            ran(i, command.ExecuteNonQuery());
        }
    }

    private SqliteCommand Prepare<T>(Session session, string sql, Table<T> table)
    {
        var commands = prepared.GetOrCreateValue(session.Connection);
        if (commands.TryGetValue(sql, out var known)) return known;
        var command = ((SqliteConnection)session.Connection).CreateCommand();
        command.CommandText = sql;
        foreach (var column in table.Columns)
        {
            command.Parameters.Add(column.Name, column.Type switch
            {
                ColumnType.Id or ColumnType.Bytes => SqliteType.Blob,
                ColumnType.Instant or ColumnType.Number => SqliteType.Integer,
                ColumnType.Text => SqliteType.Text,
            });
        }
        return commands[sql] = command;
    }

    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        Guid id => id.ToByteArray(bigEndian: true),
        DateTimeOffset at => at.ToUnixTimeMilliseconds(),
        Enum word => Convert.ToInt64(word, CultureInfo.InvariantCulture),
        _ => value,
    };
}
