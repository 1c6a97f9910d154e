namespace Takedown.Server.Compliance;

/// <summary>What was open at the moment as of which figures are given, and what is due now.</summary>
internal sealed class Moments(ComplianceStore store, DueStore due, TimeProvider time)
{
    private static readonly TimeSpan Soon = TimeSpan.FromHours(24);

    /// <summary>
    /// By platform. What is due is null for an earlier moment, and by another region than that of platforms.
    /// </summary>
    public async Task<(Dictionary<Guid, NowRow> Open, Dictionary<Guid, DueRow>? Due)> ReadAsync(
        CountScope scope, Period period) =>
        scope is not { Axis: RegionAxis.Platform, Platforms: { } platforms } ? (await store.NowAsync(scope), null)
        : period.AsOfHour is { } hour ? (await due.AtAsync(platforms, hour), null)
        : (await store.NowAsync(scope), await due.NowAsync(platforms, time.GetUtcNow(), Soon));

    /// <summary>Open notices and escalations, added up.</summary>
    public static NowRow Total(IReadOnlyCollection<NowRow> rows) => new()
    {
        Open = rows.Sum(n => n.Open),
        OpenEscalations = rows.Sum(n => n.OpenEscalations),
        RepeatAccounts = rows.Sum(n => n.RepeatAccounts),
    };

    /// <summary>What is due, added up.</summary>
    public static DueRow Total(IEnumerable<DueRow> rows) => rows.Aggregate(new DueRow(), (a, b) => a + b);
}
