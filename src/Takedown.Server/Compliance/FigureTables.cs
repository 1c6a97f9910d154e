using Takedown.Server.Figures;
using Takedown.Storage;

namespace Takedown.Server.Compliance;

/// <summary>The tables of the figures beside the counts.</summary>
internal static class FigureTables
{
    private static readonly Table<FigureCounts> Figures = new("compliance_figures",
    [
        new("platform_id", ColumnType.Id, f => f.PlatformId),
        new("hour", ColumnType.Number, f => f.Hour),
        new("overturned", ColumnType.Number, f => f.Overturned),
        new("last_minute", ColumnType.Number, f => f.LastMinute),
        new("attributed", ColumnType.Number, f => f.Attributed),
        new("reuploads", ColumnType.Number, f => f.Reuploads),
        new("account_breached", ColumnType.Number, f => f.AccountBreached),
        new("opened", ColumnType.Number, f => f.Opened),
        new("escalated", ColumnType.Number, f => f.Escalated),
    ]);

    private static readonly Table<TopicCounts> Topics = new("compliance_topics",
    [
        new("platform_id", ColumnType.Id, t => t.PlatformId),
        new("topic", ColumnType.Number, t => t.Topic),
        new("hour", ColumnType.Number, t => t.Hour),
        new("delivered", ColumnType.Number, t => t.Delivered),
        new("on_time", ColumnType.Number, t => t.OnTime),
        new("late", ColumnType.Number, t => t.Late),
        new("breached", ColumnType.Number, t => t.Breached),
        new("removed", ColumnType.Number, t => t.Removed),
        new("rejected", ColumnType.Number, t => t.Rejected),
        new("overturned", ColumnType.Number, t => t.Overturned),
    ]);

    private static readonly Table<NotifierCounts> Notifiers = new("compliance_notifiers",
    [
        new("platform_id", ColumnType.Id, n => n.PlatformId),
        new("claimant_id", ColumnType.Id, n => n.ClaimantId),
        new("hour", ColumnType.Number, n => n.Hour),
        new("accepted", ColumnType.Number, n => n.Accepted),
        new("removed", ColumnType.Number, n => n.Removed),
        new("rejected", ColumnType.Number, n => n.Rejected),
        new("overturned", ColumnType.Number, n => n.Overturned),
        new("withdrawn", ColumnType.Number, n => n.Withdrawn),
        new("reversed", ColumnType.Number, n => n.Reversed),
        new("reuploads", ColumnType.Number, n => n.Reuploads),
    ]);

    private static readonly Table<DueCounts> Due = new("compliance_due",
    [
        new("platform_id", ColumnType.Id, d => d.PlatformId),
        new("hour", ColumnType.Number, d => d.Hour),
        new("running", ColumnType.Number, d => d.Running),
        new("overdue", ColumnType.Number, d => d.Overdue),
    ]);

    private static readonly Table<RevisionCounts> Revisions = new("compliance_revisions",
    [
        new("platform_id", ColumnType.Id, r => r.PlatformId),
        new("topic", ColumnType.Number, r => r.Topic),
        new("hour", ColumnType.Number, r => r.Hour),
        new("counted_hour", ColumnType.Number, r => r.CountedHour),
        new("overturned", ColumnType.Number, r => r.Overturned),
        new("confirmed", ColumnType.Number, r => r.Confirmed),
    ]);

    private static readonly string AddFigures = Adding(Figures, 2), AddTopics = Adding(Topics, 3),
        AddNotifiers = Adding(Notifiers, 3), AddDue = Adding(Due, 2), AddRevisions = Adding(Revisions, 4),
        AddRefusals = Adding(PlatformRefusals.Table, 5);

    /// <summary>Adds the deltas of events to what is stored.</summary>
    public static async Task AddAsync(Session s, FigureCounters counters)
    {
        foreach (var again in await RemovedWorks.AgainAsync(s, counters.Removed)) counters.AddReupload(again);
        await s.InsertAsync(Figures, [.. counters.Figures], AddFigures);
        await s.InsertAsync(Topics, [.. counters.Topics], AddTopics);
        await s.InsertAsync(Notifiers, [.. counters.Notifiers], AddNotifiers);
        await s.InsertAsync(Due, [.. counters.Due], AddDue);
        await s.InsertAsync(Revisions, [.. counters.Revisions], AddRevisions);
        await s.InsertAsync(PlatformRefusals.Table, [.. counters.Refusals], AddRefusals);
    }

    /// <param name="table">The table, whose first columns are its key.</param>
    /// <param name="key">The number of these columns.</param>
    private static string Adding<T>(Table<T> table, int key)
    {
        var names = table.Columns.Select(c => c.Name).ToList();
        return $"({string.Join(", ", names.Take(key))}) DO UPDATE SET "
            + string.Join(", ", names.Skip(key).Select(c => $"{c} = {table.Name}.{c} + excluded.{c}"));
    }
}
