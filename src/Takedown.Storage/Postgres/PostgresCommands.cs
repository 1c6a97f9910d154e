using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;

namespace Takedown.Storage.Postgres;

/// <summary>Bulk statements. They send one array a column and unnest the arrays. Their texts are built once.</summary>
internal sealed class PostgresCommands
{
    /// <summary>The SQLSTATE that <c>takedown_must_change</c> raises (migration 4).</summary>
    public const string RowsMissing = "TD001";

    private readonly ConcurrentDictionary<(object Table, string Shape), string> texts = new();

    public NpgsqlBatchCommand Insert<T>(Table<T> table, IReadOnlyList<T> rows, string ending)
    {
        var command = new NpgsqlBatchCommand(texts.GetOrAdd((table, ending), _ =>
        {
            var columns = string.Join(", ", table.Columns.Select(c => c.Name));
            var values = string.Join(", ", table.Columns.Select(c => "v." + c.Name));
            return $"INSERT INTO {table.Name} ({columns}) SELECT {values} FROM {Unnest(table.Columns)}{ending}";
        }));
        foreach (var column in table.Columns) command.Parameters.Add(PostgresValues.Array(column, rows));
        return command;
    }

    /// <summary>
    /// An update. With <paramref name="mustFind"/> the server itself raises <see cref="RowsMissing"/> where a row is
    /// missing, so that the result need not be awaited.
    /// </summary>
    public NpgsqlBatchCommand Update<T>(Table<T> table, IReadOnlyList<T> rows, bool mustFind = false)
    {
        // A command mostly changes a column to the same value in all rows; that value is sent once.
        var values = table.Columns.Select(c => rows.Select(row => PostgresValues.Stored(c, row)).ToArray()).ToArray();
        var same = table.Columns.Select((c, i) => !c.Key && IsSame(values[i])).ToArray();
        var shape = string.Concat(same.Select(s => s ? '1' : '0')) + mustFind;
        var command = new NpgsqlBatchCommand(texts.GetOrAdd((table, shape), _ => Update(table, same, mustFind)));
        for (var i = 0; i < values.Length; i++)
        {
            var column = table.Columns[i];
            command.Parameters.Add(same[i]
                ? PostgresValues.Single(column, values[i][0])
                : PostgresValues.Array(column, values[i]));
        }
        if (mustFind)
        {
            command.Parameters.Add(new NpgsqlParameter("expected", NpgsqlDbType.Bigint) { Value = (long)rows.Count });
        }
        return command;
    }

    public NpgsqlBatchCommand Delete<T>(Table<T> table, IReadOnlyList<T> rows)
    {
        List<Column<T>> keys = [.. table.Columns.Where(c => c.Key)];
        var command = new NpgsqlBatchCommand(texts.GetOrAdd((table, "delete"), _ =>
            $"DELETE FROM {table.Name} USING {Unnest(keys)} WHERE {Where(table)}"));
        foreach (var key in keys) command.Parameters.Add(PostgresValues.Array(key, rows));
        return command;
    }

    private static bool IsSame(object?[] values) => values.AsSpan(1).IndexOfAnyExcept(values[0]) < 0;

    private static string Update<T>(Table<T> table, bool[] same, bool mustFind)
    {
        var set = table.Columns.Select((c, i) => (c.Key, Sql: $"{c.Name} = {(same[i] ? '@' : "v.")}{c.Name}"));
        var arrays = table.Columns.Where((_, i) => !same[i]).ToList();
        var update = $"UPDATE {table.Name} SET {string.Join(", ", set.Where(c => !c.Key).Select(c => c.Sql))} "
            + $"FROM {Unnest(arrays)} WHERE {Where(table)}";
        return mustFind
            ? $"WITH changed AS ({update} RETURNING 1) SELECT takedown_must_change(COUNT(*), @expected) FROM changed"
            : update;
    }

    private static string Where<T>(Table<T> table) => string.Join(
        " AND ", table.Columns.Where(c => c.Key).Select(c => $"{table.Name}.{c.Name} = v.{c.Name}"));

    private static string Unnest<T>(IReadOnlyList<Column<T>> columns)
    {
        var arrays = string.Join(", ", columns.Select(c => "@" + c.Name));
        return $"unnest({arrays}) WITH ORDINALITY AS v ({string.Join(", ", columns.Select(c => c.Name))}, turn)";
    }
}
