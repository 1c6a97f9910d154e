using Takedown.Storage;

namespace Takedown.Server.Registers;

/// <summary>What an import does with a row. The numbers are stored for the time of the import.</summary>
internal enum StagedKind
{
    Added,
    Changed,
    Unchanged,
}

/// <summary>A row of a file that is being imported.</summary>
internal sealed record StagedRow
{
    public Guid ImportId { get; init; }
    public long RowNo { get; init; }
    public StagedKind Kind { get; init; }
    public Guid Id { get; init; }
    public int Version { get; init; }
    public string RowKey { get; init; } = "";
    public string Name { get; init; } = "";
    public string? EndsOn { get; init; }
    public string Fields { get; init; } = "";
    public DateTimeOffset At { get; init; }

    public static readonly Table<StagedRow> Table = new("register_staging",
    [
        new("import_id", ColumnType.Id, r => r.ImportId),
        new("row_no", ColumnType.Number, r => r.RowNo),
        new("kind", ColumnType.Number, r => r.Kind),
        new("id", ColumnType.Id, r => r.Id),
        new("version", ColumnType.Number, r => r.Version),
        new("row_key", ColumnType.Text, r => r.RowKey),
        new("name", ColumnType.Text, r => r.Name),
        new("ends_on", ColumnType.Text, r => r.EndsOn),
        new("fields", ColumnType.Text, r => r.Fields),
        new("at", ColumnType.Instant, r => r.At),
    ]);
}
