using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Compliance.Scores;

/// <summary>How often claimants are right, from the counters of notifiers.</summary>
internal sealed class ClaimantScores(NotifierStore notifiers, Database database)
{
    /// <param name="registry">The registry.</param>
    /// <param name="platforms">Only notices to these.</param>
    /// <param name="only">Only these claimants; null for all.</param>
    /// <param name="period">The period.</param>
    /// <param name="take">The most claimants, those with the most notices first.</param>
    /// <param name="skip">How many to leave out.</param>
    public async Task<IReadOnlyList<ClaimantScore>> OfAsync(
        RegistrySnapshot registry, IReadOnlyList<Guid> platforms, IReadOnlyList<Guid>? only, Period period, int take,
        long skip)
    {
        var rows = await notifiers.OfAsync(platforms, only, period, take, skip, OrganisationKind.Claimant);
        return await WithAsync(registry, platforms, rows, period);
    }

    /// <summary>The score of a claimant, also of one that nothing became of; null if it is none.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="platforms">Only notices to these.</param>
    /// <param name="claimant">The claimant.</param>
    /// <param name="period">The period.</param>
    public async Task<ClaimantScore?> FindAsync(
        RegistrySnapshot registry, IReadOnlyList<Guid> platforms, Organisation claimant, Period period)
    {
        if (claimant.Kind is not OrganisationKind.Claimant) return null;
        var rows = await notifiers.OfAsync(platforms, [claimant.Id], period, 1);
        if (rows.Count == 0)
        {
            rows =
            [
                new()
                {
                    ClaimantId = claimant.Id, Name = claimant.Name, Accepted = 0, Duplicates = 0, Removed = 0,
                    Refused = 0, Overturned = 0, Withdrawn = 0, Reuploads = 0, SmallN = true,
                },
            ];
        }
        return (await WithAsync(registry, platforms, rows, period))[0];
    }

    private Task<IReadOnlyList<ClaimantScore>> WithAsync(
        RegistrySnapshot registry, IReadOnlyList<Guid> platforms, IReadOnlyList<NotifierAccuracy> rows,
        Period period) => database.ReportAsync<IReadOnlyList<ClaimantScore>>(async s =>
        {
            var ids = rows.Select(r => r.ClaimantId).ToList();
            var excluded = await ScoreExclusionStore.OfAsync(s, ids, platforms, period);
            var tiers = (await s.QueryAsync<TierRow>(
                $"SELECT id, tier FROM organisations WHERE id IN {s.In("ids")}", new { ids = s.Ids(ids) }))
                .ToDictionary(t => t.Id, t => t.Tier ?? Tier.Ordinary);
            return [.. rows.Select(r => Score(
                r, excluded.GetValueOrDefault(r.ClaimantId) ?? new(),
                tiers.GetValueOrDefault(r.ClaimantId, Tier.Ordinary),
                registry.Standings.GetValueOrDefault(r.ClaimantId)))];
        });

    private static ClaimantScore Score(
        NotifierAccuracy r, ScoreExclusions excluded, Tier tier, SenderStanding? standing)
    {
        var refused = Math.Max(0, r.Refused - excluded.Refused);
        var reversed = Math.Max(0, r.Reversed - excluded.Reversed);
        var n = r.Removed + refused;
        return new()
        {
            ClaimantId = r.ClaimantId,
            Name = r.Name,
            Accepted = r.Accepted,
            N = n,
            SmallN = n < Ranks.SmallN,
            Removed = r.Removed,
            Refused = refused,
            Reversed = reversed,
            Withdrawn = r.Withdrawn,
            Duplicates = r.Duplicates,
            Precision = ComplianceStore.Rate(r.Removed, n),
            RefusalRate = ComplianceStore.Rate(refused, n),
            ReversedRate = ComplianceStore.Rate(reversed, r.Removed),
            DuplicateRate = ComplianceStore.Rate(r.Duplicates, r.Accepted + r.Duplicates),
            Excluded = excluded,
            Tier = tier,
            TierInForce = SenderSteps.IsLowered(standing) ? Tier.Ordinary : tier,
            Standing = standing,
        };
    }

    private sealed record TierRow
    {
        public Guid Id { get; init; }
        public Tier? Tier { get; init; }
    }
}
