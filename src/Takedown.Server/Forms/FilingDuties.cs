using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Compliance;
using Takedown.Core.Filings;
using Takedown.Core.Routing;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Forms;

/// <summary>
/// Makes what is owed appear: the form of each month that is over, a plan and a summary a month before they are due.
/// Only bodies in China owe them, and none for the time before its registration.
/// </summary>
internal sealed class FilingDuties(FilingStore store, RegistryCache registryCache)
{
    private const string Country = "CN";
    private const int MonthsBack = 12, MonthsAhead = 1;

    /// <summary>What was done last: the registry, the obligations and the day.</summary>
    private (string Registry, int Obligations, DateOnly Day) done;

    public async Task<int> RunAsync(Session s, DateTimeOffset now, int take)
    {
        var registry = await registryCache.CurrentAsync();
        var obligations = await FilingStore.ObligationsAsync(s);
        // Days of the zone that is ahead of UTC: what is owed appears with the first hour of its month.
        var state = (registry.Version, obligations.Version, DateOnly.FromDateTime(now.UtcDateTime.AddHours(8)));
        if (state == done) return 0;
        var owed = registry.Regulators.Values.Where(b => b.Country == Country)
            .SelectMany(b => obligations.Items, (b, o) => (Body: b, Obligation: o))
            .SelectMany(p => Of(p.Body, p.Obligation, now)).ToList();
        foreach (var part in owed.Chunk(Math.Max(1, take))) await store.OweAsync(s, part);
        s.AfterCommit(() => done = state);
        return 0;
    }

    private static IEnumerable<(FilingKind, Guid, string, string, DateTimeOffset)> Of(
        Organisation body, FilingObligation obligation, DateTimeOffset now)
    {
        if (obligation.Levels is { } levels && !levels.Contains(RegionLevels.LevelOf(body.Region).Word())) return [];
        var zone = ReportZone.Of(body.Region);
        var monthly = obligation.Kind is FilingKind.Monthly;
        var current = ReportMonth.Of(now, zone);
        var since = ReportMonth.Of(body.CreatedAt, zone);
        IEnumerable<DateOnly> periods = monthly
            ? Enumerable.Range(1, MonthsBack).Select(back => current.AddMonths(-back)).Where(m => m >= since)
            : new[] { current.Year - 1, current.Year }.Select(year => new DateOnly(year, 1, 1));
        return
            from line in obligation.Lines.Where(body.FunctionList.Contains)
            from period in periods
            let due = ReportMonth.DueAt(obligation, period, zone)
            where monthly || (due > body.CreatedAt && now >= due.AddMonths(-MonthsAhead))
            select (obligation.Kind, body.Id, line,
                monthly ? ReportMonth.Text(period) : ReportMonth.YearText(period.Year), due);
    }
}
