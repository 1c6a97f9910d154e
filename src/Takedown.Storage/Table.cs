
namespace Takedown.Storage;

/// <summary>The columns of a bulk statement and how a row gives them.</summary>
/// <param name="Name">Table.</param>
/// <param name="Columns">Columns; keys are what an update finds its row by.</param>
internal sealed record Table<T>(string Name, IReadOnlyList<Column<T>> Columns);

/// <summary>One column. Values are Guid, DateTimeOffset, enum, string, byte[] (in a text column: its UTF-8), int, long, bool or null.</summary>
internal sealed record Column<T>(string Name, ColumnType Type, Func<T, object?> Value, bool Key = false);

internal enum ColumnType
{
    Id,
    Instant,
    Number,
    Text,
    Bytes,
}
