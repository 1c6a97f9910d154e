using Takedown.Contracts;
using Takedown.Server.Limits;
using Takedown.Storage;

namespace Takedown.Server.Compliance.Senders;

/// <summary>Claimants as senders: their batches of a period, their accuracy, and which keys they use.</summary>
internal sealed class SenderStore(Database database, NotifierStore notifiers)
{
    /// <summary>Those that sent something, those with the most first; and those that are slowed down.</summary>
    /// <param name="platforms">All of them.</param>
    /// <param name="period">The period.</param>
    /// <param name="limits">The limits in force.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="take">The most after them.</param>
    public async Task<IReadOnlyList<SenderView>> MostAsync(
        IReadOnlyList<Guid> platforms, Period period, LimitsCache.Snapshot limits, long skip, int take)
    {
        var slowed = limits.Own.Where(l => l.Value.View.Slowdown is not null).Select(l => l.Key);
        return await WholeAsync(await database.ReportAsync(s => s.QueryAsync<Sent>(
            Select($"(b.id IS NOT NULL OR o.id IN {s.In("slowed")})"),
            new { slowed = s.Ids(slowed), start = period.FirstId, end = period.EndId, take, skip })),
            platforms, period, limits);
    }

    /// <summary>A claimant, also if it sent nothing; null if there is none with the id.</summary>
    public async Task<SenderView?> FindAsync(
        Guid id, IReadOnlyList<Guid> platforms, Period period, LimitsCache.Snapshot limits) =>
        await WholeAsync(await database.ReportAsync(s => s.QueryAsync<Sent>(
            Select("o.id = @id"), new { id, start = period.FirstId, end = period.EndId, take = 1, skip = 0 })),
            platforms, period, limits) is [var found] ? found : null;

    private static string Select(string which) =>
        $"""
        SELECT o.id, o.name, COUNT(b.id) AS batches,
            CAST(COALESCE(SUM(b.received), 0) AS BIGINT) AS received,
            CAST(COALESCE(SUM(b.accepted), 0) AS BIGINT) AS accepted,
            CAST(COALESCE(SUM(b.duplicate), 0) AS BIGINT) AS duplicate,
            CAST(COALESCE(SUM(b.rejected), 0) AS BIGINT) AS rejected, MAX(b.received_at) AS last
        FROM organisations o LEFT JOIN batches b ON b.claimant_id = o.id AND b.id >= @start AND b.id < @end
        WHERE o.kind = {OrganisationKind.Claimant:D} AND {which}
        GROUP BY o.id ORDER BY 4 DESC, o.id LIMIT @take OFFSET @skip
        """;

    private async Task<IReadOnlyList<SenderView>> WholeAsync(
        IReadOnlyList<Sent> sent, IReadOnlyList<Guid> platforms, Period period, LimitsCache.Snapshot limits)
    {
        if (sent.Count == 0) return [];
        var ids = sent.Select(r => r.Id).ToList();
        var right = (await notifiers.OfAsync(platforms, ids, period, ids.Count)).ToDictionary(n => n.ClaimantId);
        var uses = await database.ReportAsync(s => UsesAsync(s, ids));
        return [.. sent.Select(r => new SenderView
        {
            Id = r.Id,
            Name = r.Name,
            Batches = r.Batches,
            Received = r.Received,
            Accepted = r.Accepted,
            Duplicates = r.Duplicate,
            Rejected = r.Rejected,
            LastBatchAt = r.Last,
            Accuracy = right.GetValueOrDefault(r.Id),
            OrganisationKeyUsedAt = uses.GetValueOrDefault((r.Id, false)),
            PersonKeyUsedAt = uses.GetValueOrDefault((r.Id, true)),
            Slowdown = limits.For(r.Id).View.Slowdown,
        })];
    }

    private static async Task<Dictionary<(Guid, bool), DateTimeOffset?>> UsesAsync(Session s, List<Guid> senders) =>
        (await s.QueryAsync<Use>(
            $"""
            SELECT organisation_id, CASE WHEN person_id IS NULL THEN 0 ELSE 1 END AS personal, MAX(last_used_at) AS last
            FROM keys WHERE organisation_id IN {s.In("senders")}
            GROUP BY organisation_id, CASE WHEN person_id IS NULL THEN 0 ELSE 1 END
            """,
            new { senders = s.Ids(senders) })).ToDictionary(u => (u.OrganisationId, u.Personal == 1), u => u.Last);

    private sealed record Sent
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public long Batches { get; init; }
        public long Received { get; init; }
        public long Accepted { get; init; }
        public long Duplicate { get; init; }
        public long Rejected { get; init; }
        public DateTimeOffset? Last { get; init; }
    }

    private sealed record Use
    {
        public Guid OrganisationId { get; init; }
        public long Personal { get; init; }
        public DateTimeOffset? Last { get; init; }
    }
}
