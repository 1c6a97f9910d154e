using Takedown.Core.Compliance;
using Takedown.Server.Notices;

namespace Takedown.Server.Forms;

/// <summary>
/// Sums up events for the figures of notices, removals and accounts. Every figure is the number of the entries that
/// <see cref="FigureEvents"/> finds again, so what counts here must be the same there.
/// </summary>
internal sealed class FormCounter(FormLookups lookups)
{
    private readonly Dictionary<FormCountKey, long> counts = [];
    private readonly Dictionary<(Guid Platform, int Hour), FormPosition> positions = [];
    private readonly Dictionary<(Guid Platform, Guid Batch, string Function), FormBatch> batches = [];

    public IReadOnlyList<FormCount> Counts =>
        [.. counts.Where(c => c.Value != 0).Select(c => new FormCount(c.Key, c.Value))];

    public IReadOnlyList<FormPosition> Positions => [.. positions.Values];

    public IReadOnlyList<FormBatch> Batches => [.. batches.Values];

    public void Add(EventRow e)
    {
        var hour = ReportZone.HourOf(e.At);
        positions.TryAdd((e.PlatformId, hour), new(e.PlatformId, hour, e.Position.Tx, e.Position.Seq));
        AddBatch(e);
        foreach (var entry in e.Entries)
        {
            if (FigureEvents.CodeOf(e.Kind, entry, lookups) is { } figure)
                Count(e.PlatformId, FigureEvents.LineOf(e.Kind, entry, lookups), figure, hour);
            if (e.Kind is EventKind.ActionTaken) Handled(e, entry, hour);
            if (e.Kind is EventKind.AccountActionRequested
                && lookups.Actions.GetValueOrDefault(entry.Id) is { IsFirst: true } first)
                Count(e.PlatformId, first.Function, FigureCode.Repeat, hour);
            if (entry.ResolvesEscalation) Resolved(e, entry, hour);
        }
    }

    private void Handled(EventRow e, EventEntry entry, int hour)
    {
        var line = FigureEvents.LineOf(e.Kind, entry, lookups);
        if (FigureEvents.Disposed(entry) is not { } disposed) return;
        var handling = entry.Handling ?? 0;
        Count(e.PlatformId, line, disposed, hour);
        Count(e.PlatformId, line, FigureCode.HandledMs, hour, by: handling);
        Count(e.PlatformId, line, FigureCode.Bucket(HandlingBucket.Of(TimeSpan.FromMilliseconds(handling))), hour);
    }

    /// <summary>What ran over unanswered and was answered or withdrawn now counts until this hour.</summary>
    private void Resolved(EventRow e, EventEntry entry, int hour)
    {
        if (!lookups.Escalations.TryGetValue(entry.Id, out var escalation)) return;
        var since = ReportZone.HourOf(escalation.At);
        Count(e.PlatformId, escalation.Function, FigureCode.Unhandled, since, by: -1);
        Count(e.PlatformId, escalation.Function, FigureCode.Unhandled, since, closed: hour);
    }

    private void AddBatch(EventRow e)
    {
        if (e.Kind is not (EventKind.Delivered or EventKind.MadeAvailable) || e.Entries.Count < 2) return;
        if (!lookups.Batches.TryGetValue(e.Entries[0].Id, out var batch)) return;
        var function = FigureEvents.LineOf(e.Kind, e.Entries[0], lookups);
        batches.TryAdd((e.PlatformId, batch, function), new(e.PlatformId, batch, function, e.At));
    }

    private void Count(
        Guid platform, string function, int figure, int hour, int closed = FigureCode.Open, long by = 1)
    {
        var key = new FormCountKey(platform, function, figure, hour, closed);
        counts[key] = counts.GetValueOrDefault(key) + by;
    }
}
