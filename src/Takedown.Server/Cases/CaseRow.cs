using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Cases;

/// <summary>A case as stored: what every part of the regulators' work needs of it.</summary>
internal sealed record CaseRow
{
    public Guid Id { get; init; }
    /// <summary>Number within the body, such as <c>533123-copyright-2026-1</c>.</summary>
    public string No { get; init; } = "";
    public string Title { get; init; } = "";
    /// <summary>The body that owns the case.</summary>
    public Guid BodyId { get; init; }
    public string Region { get; init; } = "";
    public string Function { get; init; } = "";
    public string IpType { get; init; } = "";
    /// <summary>The item of the enforcement directory that the case is under (事项指导目录).</summary>
    public string? Item { get; init; }
    public CaseState State { get; init; }
    /// <summary>Whether it is a key case (重点案件).</summary>
    public bool IsKey { get; init; }
    public bool IsCrossBorder { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? FiledAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public int Version { get; init; }
    /// <summary>Code of the cluster of cases that it belongs to, and the unit that leads there.</summary>
    public string? Cluster { get; init; }
    public Guid? ClusterLead { get; init; }
    /// <summary>The enforcement team that handles the case beside its body.</summary>
    public Guid? EnforcementId { get; init; }
    /// <summary>Parties, targets and whatever else the case says, as JSON of the feature that opens cases.</summary>
    public string Content { get; init; } = "{}";

    public static readonly Table<CaseRow> Table = new("cases",
    [
        new("id", ColumnType.Id, c => c.Id, Key: true),
        new("no", ColumnType.Text, c => c.No),
        new("title", ColumnType.Text, c => c.Title),
        new("body_id", ColumnType.Id, c => c.BodyId),
        new("region", ColumnType.Text, c => c.Region),
        new("function", ColumnType.Text, c => c.Function),
        new("ip_type", ColumnType.Text, c => c.IpType),
        new("item", ColumnType.Text, c => c.Item),
        new("state", ColumnType.Number, c => c.State),
        new("is_key", ColumnType.Number, c => c.IsKey ? 1 : 0),
        new("is_cross_border", ColumnType.Number, c => c.IsCrossBorder ? 1 : 0),
        new("opened_at", ColumnType.Instant, c => c.OpenedAt),
        new("filed_at", ColumnType.Instant, c => c.FiledAt),
        new("closed_at", ColumnType.Instant, c => c.ClosedAt),
        new("version", ColumnType.Number, c => c.Version),
        new("content", ColumnType.Text, c => c.Content),
        new("cluster", ColumnType.Text, c => c.Cluster),
        new("cluster_lead", ColumnType.Id, c => c.ClusterLead),
        new("enforcement_id", ColumnType.Id, c => c.EnforcementId),
    ]);
}
