using System.Text.Json;
using Takedown.Contracts;
using Takedown.Core.Transparency;
using Takedown.Storage;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Server.Transparency;

/// <summary>An entry of the record as the SQL database stores it: a row of what is filtered by, and a text.</summary>
internal sealed record StoredEntry
{
    public Guid Id { get; init; }
    public long Version { get; init; }
    public long Schema { get; init; }
    public string? Ground { get; init; }
    public DateTimeOffset PublishAt { get; init; }
    public DateTimeOffset ExpireAt { get; init; }
    public DateTimeOffset? ReceivedAt { get; init; }
    public Guid? PlatformId { get; init; }
    public string? Platform { get; init; }
    public string? Host { get; init; }
    public string? Regime { get; init; }
    public string? WorkType { get; init; }
    public string? WorkTitle { get; init; }
    public NoticeState? State { get; init; }
    public Measure? Measure { get; init; }
    public bool? Escalated { get; init; }
    public string Terms { get; init; } = "";
    public string? Body { get; init; }

    public const string Columns = "n.id, n.version, n.schema, n.ground, n.publish_at, n.expire_at, n.terms, n.body";

    public static readonly Table<StoredEntry> Table = new("public_notices",
    [
        new("id", ColumnType.Id, e => e.Id, Key: true),
        new("version", ColumnType.Number, e => e.Version),
        new("schema", ColumnType.Number, e => e.Schema),
        new("ground", ColumnType.Text, e => e.Ground),
        new("publish_at", ColumnType.Instant, e => e.PublishAt),
        new("expire_at", ColumnType.Instant, e => e.ExpireAt),
        new("received_at", ColumnType.Instant, e => e.ReceivedAt),
        new("platform_id", ColumnType.Id, e => e.PlatformId),
        new("platform", ColumnType.Text, e => e.Platform),
        new("host", ColumnType.Text, e => e.Host),
        new("regime", ColumnType.Text, e => e.Regime),
        new("work_type", ColumnType.Text, e => e.WorkType),
        new("work_title", ColumnType.Text, e => e.WorkTitle),
        new("state", ColumnType.Number, e => e.State),
        new("measure", ColumnType.Number, e => e.Measure),
        new("escalated", ColumnType.Number, e => e.Escalated),
        new("terms", ColumnType.Text, e => e.Terms),
        new("body", ColumnType.Text, e => e.Body),
    ]);

    /// <summary>The guard: what is stored is replaced by a newer version, or by the same in a newer schema.</summary>
    public static readonly string Newer =
        $"(id) DO UPDATE SET {string.Join(", ", Table.Columns.Skip(1).Select(c => $"{c.Name} = excluded.{c.Name}"))} "
            + "WHERE public_notices.version < excluded.version "
            + "OR (public_notices.version = excluded.version AND public_notices.schema < excluded.schema)";

    public static StoredEntry Of(PublicEntry entry)
    {
        var row = new StoredEntry
        {
            Id = entry.Id,
            Version = entry.Version,
            Schema = entry.Schema,
            PublishAt = entry.PublishAt,
            ExpireAt = entry.ExpireAt,
        };
        return entry is not PublicNotice notice ? row with { Ground = ((HiddenNotice)entry).Ground } : row with
        {
            ReceivedAt = notice.ReceivedAt,
            PlatformId = notice.Platform.Id,
            Platform = notice.Platform.Name,
            Host = notice.Host,
            Regime = notice.Regime,
            WorkType = notice.WorkType,
            WorkTitle = notice.WorkTitle,
            State = notice.State,
            Measure = notice.Measure,
            Escalated = notice.Escalated,
            Terms = string.Join(' ', notice.Terms),
            // The terms are in a column of their own.
            Body = JsonSerializer.Serialize(notice with { Terms = [] }, PublicJson.Default.PublicNotice),
        };
    }

    public PublicEntry Entry => Ground is not null
        ? new HiddenNotice
        {
            Id = Id,
            Version = Version,
            Schema = (int)Schema,
            PublishAt = PublishAt,
            ExpireAt = ExpireAt,
            Ground = Ground,
        }
        : Notice;

    public PublicNotice Notice => JsonSerializer.Deserialize(Body!, PublicJson.Default.PublicNotice)! with
    {
        Terms = TermList,
    };

    public IReadOnlyList<string> TermList => Terms.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
