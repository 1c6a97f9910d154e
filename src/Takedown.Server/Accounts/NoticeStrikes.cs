using Takedown.Contracts;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>
/// Counts a confirmed removal as a strike against its account, and voids it if the notice is withdrawn afterwards.
/// </summary>
internal sealed class NoticeStrikes(StrikeStore strikes) : IConsequence
{
    public async Task ApplyAsync(Session s, IReadOnlyList<NoticeChange> changes, ActContext at)
    {
        var removed = changes.Where(c => !IsRemoved(c.Before) && IsRemoved(c.After)).Select(c => c.After);
        // In a fixed order, because the strikes of each platform are locked.
        foreach (var platform in removed.GroupBy(n => n.PlatformId).OrderBy(g => g.Key))
        {
            await strikes.AddAsync(s, at.Registry, [.. platform], at.Now);
        }
        foreach (var withdrawn in changes.Where(c => IsRemoved(c.Before) && c.After.State is NoticeState.RestoreDue))
        {
            await strikes.VoidAsync(s, withdrawn.Before, at.Now);
        }
    }

    private static bool IsRemoved(NoticeRow notice) => notice.State is NoticeState.Removed;
}
