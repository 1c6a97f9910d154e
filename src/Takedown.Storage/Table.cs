namespace Takedown.Storage;

/// <summary>A table as bulk statements see it.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="Columns">Columns. Updates and deletes find a row by the key columns.</param>
internal sealed record Table<T>(string Name, IReadOnlyList<Column<T>> Columns);

/// <summary>
/// One column. Values are Guid, DateTimeOffset, enum, string, byte[] (UTF-8 in a text column), int, long, bool or null.
/// </summary>
internal sealed record Column<T>(string Name, ColumnType Type, Func<T, object?> Value, bool Key = false);

internal enum ColumnType
{
    Id,
    Instant,
    Number,
    Text,
    Bytes,
}
