using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Takedown.Storage.Postgres;

/// <summary>Column values as PostgreSQL stores them.</summary>
internal static class PostgresValues
{
    public static NpgsqlParameter Single<T>(Column<T> column, object? value) =>
        new(column.Name, DbType(column.Type)) { Value = value ?? DBNull.Value };

    public static NpgsqlParameter Array<T>(Column<T> column, IReadOnlyList<T> rows) =>
        Array(column, [.. rows.Select(row => Stored(column, row))]);

    public static NpgsqlParameter Array<T>(Column<T> column, object?[] values) =>
        new(column.Name, NpgsqlDbType.Array | DbType(column.Type))
        {
            Value = column.Type switch
            {
                ColumnType.Id => System.Array.ConvertAll(values, v => (Guid?)v),
                ColumnType.Text => System.Array.ConvertAll(values, Text),
                ColumnType.Bytes => System.Array.ConvertAll(values, v => (byte[]?)v),
                ColumnType.Instant or ColumnType.Number => System.Array.ConvertAll(values, v => (long?)v),
            },
        };

    public static object? Stored<T>(Column<T> column, T row) => column.Value(row) switch
    {
        DateTimeOffset at => at.ToUnixTimeMilliseconds(),
        Enum word => Convert.ToInt64(word, CultureInfo.InvariantCulture),
        int number => (long)number,
        bool flag => flag ? 1L : 0L,
        string text => WithoutNul(text),
        byte[] utf8 when column.Type is ColumnType.Text && utf8.AsSpan().Contains((byte)0) =>
            WithoutNul(Encoding.UTF8.GetString(utf8)),
        var value => value,
    };

    /// <summary>PostgreSQL cannot store U+0000 in a text.</summary>
    public static string WithoutNul(string text) =>
        text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\uFFFD') : text;

    public static Task CopyAsync(NpgsqlBinaryImporter copy, ColumnType type, object? value) => value switch
    {
        null => copy.WriteNullAsync(),
        Guid id => copy.WriteAsync(id, NpgsqlDbType.Uuid),
        string text => copy.WriteAsync(text, NpgsqlDbType.Text),
        byte[] bytes => copy.WriteAsync(bytes, type is ColumnType.Text ? NpgsqlDbType.Text : NpgsqlDbType.Bytea),
        // Binary COPY requires the exact width of the column; all numbers of the schema are bigint.
        long number => copy.WriteAsync(number, NpgsqlDbType.Bigint),
        _ => throw new InvalidOperationException($"A column cannot hold a {value.GetType().Name}."),
    };

    private static string? Text(object? value) =>
        value is byte[] utf8 ? Encoding.UTF8.GetString(utf8) : (string?)value;

    private static NpgsqlDbType DbType(ColumnType type) => type switch
    {
        ColumnType.Id => NpgsqlDbType.Uuid,
        ColumnType.Text => NpgsqlDbType.Text,
        ColumnType.Bytes => NpgsqlDbType.Bytea,
        ColumnType.Instant or ColumnType.Number => NpgsqlDbType.Bigint,
    };
}
