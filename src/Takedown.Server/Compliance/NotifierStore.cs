using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Compliance;

/// <summary>How often the notices of notifiers are right, from the counters.</summary>
internal sealed class NotifierStore(Database database)
{
    private const string Kind =
        "AND EXISTS (SELECT 1 FROM organisations o WHERE o.id = compliance_notifiers.claimant_id AND o.kind = @kind)";

    /// <param name="platforms">Only notices to these.</param>
    /// <param name="only">Only these notifiers; null for all.</param>
    /// <param name="period">The period.</param>
    /// <param name="take">The most notifiers, those with the most notices first.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="kind">Only organisations of this kind; null for all.</param>
    public Task<IReadOnlyList<NotifierAccuracy>> OfAsync(
        IReadOnlyList<Guid> platforms, IReadOnlyList<Guid>? only, Period period, int take, long skip = 0,
        OrganisationKind? kind = null) =>
        database.ReportAsync<IReadOnlyList<NotifierAccuracy>>(async s =>
        {
            var rows = await s.QueryAsync<Row>(
                $"""
                SELECT claimant_id, CAST(SUM(accepted) AS BIGINT) AS accepted, CAST(SUM(removed) AS BIGINT) AS removed,
                    CAST(SUM(rejected) AS BIGINT) AS rejected, CAST(SUM(overturned) AS BIGINT) AS overturned,
                    CAST(SUM(withdrawn) AS BIGINT) AS withdrawn,
                    CAST(SUM(reversed) AS BIGINT) AS reversed,
                    CAST(SUM(reuploads) AS BIGINT) AS reuploads
                FROM compliance_notifiers
                WHERE platform_id IN {s.In("platforms")} AND hour BETWEEN @from AND @to
                    {(only is null ? "" : $"AND claimant_id IN {s.In("only")}")}
                    {(kind is null ? "" : Kind)}
                GROUP BY claimant_id ORDER BY 2 DESC, claimant_id LIMIT @take OFFSET @skip
                """,
                new
                {
                    platforms = s.Ids(platforms), from = period.FirstHour, to = period.LastHour,
                    only = s.Ids(only ?? []), take, skip, kind = (int?)kind,
                });
            var claimants = rows.Select(r => r.ClaimantId).ToList();
            var duplicates = (await s.QueryAsync<Row>(
                $"""
                SELECT claimant_id, CAST(SUM(duplicate) AS BIGINT) AS accepted FROM batches
                WHERE claimant_id IN {s.In("claimants")} AND id >= @start AND id < @end GROUP BY claimant_id
                """,
                new { claimants = s.Ids(claimants), start = period.FirstId, end = period.EndId }))
                .ToDictionary(r => r.ClaimantId, r => r.Accepted);
            var names = await OrganisationNames.OfAsync(s, claimants);
            return [.. rows.Select(r => new NotifierAccuracy
            {
                ClaimantId = r.ClaimantId,
                Name = names.GetValueOrDefault(r.ClaimantId),
                Accepted = r.Accepted,
                Duplicates = duplicates.GetValueOrDefault(r.ClaimantId),
                Removed = r.Removed,
                Refused = r.Rejected,
                Overturned = r.Overturned,
                Withdrawn = r.Withdrawn,
                Reversed = r.Reversed,
                Reuploads = r.Reuploads,
                Precision = ComplianceStore.Rate(r.Removed, r.Removed + r.Rejected),
                SmallN = r.Removed + r.Rejected < Ranks.SmallN,
            })];
        });

    private sealed record Row
    {
        public Guid ClaimantId { get; init; }
        public long Accepted { get; init; }
        public long Removed { get; init; }
        public long Rejected { get; init; }
        public long Overturned { get; init; }
        public long Withdrawn { get; init; }
        public long Reversed { get; init; }
        public long Reuploads { get; init; }
    }
}
