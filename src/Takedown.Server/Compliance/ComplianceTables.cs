using Takedown.Storage;

namespace Takedown.Server.Compliance;

/// <summary>The tables of the counters, and the SQL that adds a delta to a stored row.</summary>
internal static class ComplianceTables
{
    public static readonly Table<DayCounts> Days = new("compliance_days",
    [
        new("platform_id", ColumnType.Id, d => d.PlatformId),
        new("day", ColumnType.Number, d => d.Day),
        new("received", ColumnType.Number, d => d.Received),
        new("delivered", ColumnType.Number, d => d.Delivered),
        new("on_time", ColumnType.Number, d => d.OnTime),
        new("late", ColumnType.Number, d => d.Late),
        new("breached", ColumnType.Number, d => d.Breached),
        new("acknowledge_breached", ColumnType.Number, d => d.AcknowledgeBreached),
        new("removed", ColumnType.Number, d => d.Removed),
        new("rejected", ColumnType.Number, d => d.Rejected),
        new("withdrawn", ColumnType.Number, d => d.Withdrawn),
        new("account_actions", ColumnType.Number, d => d.AccountActions),
        new("undeliverable", ColumnType.Number, d => d.Undeliverable),
        new("restore_breached", ColumnType.Number, d => d.RestoreBreached),
    ]);

    public static readonly string AddDay =
        Adding("platform_id, day", "compliance_days", Days.Columns.Skip(2).Select(c => c.Name));

    public static readonly Table<HandlingCount> Handling = new("compliance_handling",
    [
        new("platform_id", ColumnType.Id, h => h.PlatformId),
        new("day", ColumnType.Number, h => h.Day),
        new("bucket", ColumnType.Number, h => h.Bucket),
        new("count", ColumnType.Number, h => h.Count),
    ]);

    public static readonly string AddHandling = Adding("platform_id, day, bucket", "compliance_handling", ["count"]);

    public static readonly Table<NowCounts> Now = new("compliance_now",
    [
        new("platform_id", ColumnType.Id, n => n.PlatformId),
        new("open", ColumnType.Number, n => n.Open),
        new("open_escalations", ColumnType.Number, n => n.OpenEscalations),
    ]);

    public static readonly string AddNow = Adding("platform_id", "compliance_now", ["open", "open_escalations"]);

    private static string Adding(string key, string table, IEnumerable<string> columns) =>
        $"({key}) DO UPDATE SET {string.Join(", ", columns.Select(c => $"{c} = {table}.{c} + excluded.{c}"))}";
}
