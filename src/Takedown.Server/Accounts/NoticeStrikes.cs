using Takedown.Contracts;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>
/// Counts a confirmed removal as a strike against the account that the platform names, and voids it if the measure must
/// end, or the platform corrects the account or its answer. While a counter-notice is open it stays. What the claim
/// says about the account counts nothing.
/// </summary>
internal sealed class NoticeStrikes(StrikeStore strikes) : IConsequence
{
    public async Task ApplyAsync(Session s, IReadOnlyList<NoticeChange> changes, ActContext at)
    {
        var changed = changes.Where(c => Struck(c.Before) != Struck(c.After)).ToList();
        var voided = changed.Select(c => c.Before).Where(n => Struck(n) is not null);
        await strikes.VoidAsync(s, at.Registry, [.. voided], at.Now);
        // In a fixed order, because the strikes of each platform are locked.
        var removed = changed.Select(c => c.After).Where(n => Struck(n) is not null);
        foreach (var platform in removed.GroupBy(n => n.PlatformId).OrderBy(g => g.Key))
        {
            await strikes.AddAsync(s, at.Registry, [.. platform], at.Now);
        }
    }

    /// <summary>The account that a notice counts a strike against; null for none.</summary>
    private static string? Struck(NoticeRow notice) =>
        notice.State is NoticeState.Removed or NoticeState.CounterNoticed or NoticeState.AwaitingClaimant
            or NoticeState.LitigationHold || (notice is { State: NoticeState.Closed, Measure: not null })
            ? notice.AccountId : null;
}
