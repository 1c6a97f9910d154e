using Takedown.Storage;

namespace Takedown.Server.Compliance;

/// <summary>The tables of the counters, and the SQL that adds a delta to a stored row.</summary>
internal static class ComplianceTables
{
    private static readonly Column<HourCounts>[] HourColumns =
    [
        new("hour", ColumnType.Number, d => d.Hour),
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
    ];

    private static readonly Column<HandlingCount>[] HandlingColumns =
    [
        new("hour", ColumnType.Number, h => h.Hour),
        new("bucket", ColumnType.Number, h => h.Bucket),
        new("count", ColumnType.Number, h => h.Count),
    ];

    private static readonly Column<NowCounts>[] NowColumns =
    [
        new("open", ColumnType.Number, n => n.Open),
        new("open_escalations", ColumnType.Number, n => n.OpenEscalations),
    ];

    private static readonly CountTable<HourCounts> Hours =
        new("compliance_hours", "compliance_region_hours", d => d.Counted, "hour", HourColumns);

    private static readonly CountTable<HandlingCount> Handling =
        new("compliance_handling", "compliance_region_handling", h => h.Counted, "hour, bucket", HandlingColumns);

    private static readonly CountTable<NowCounts> Now =
        new("compliance_now", "compliance_region_now", n => n.Counted, "", NowColumns);

    /// <summary>Adds the deltas to the stored counts.</summary>
    public static async Task AddAsync(Session s, Counters counters)
    {
        await Hours.AddAsync(s, counters.Hours);
        await Handling.AddAsync(s, counters.Handling);
        await Now.AddAsync(s, counters.Now);
    }
}
