using Takedown.Contracts;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Confirmations;

/// <summary>What is withdrawn before it was sent waits for nobody any more.</summary>
internal sealed class WithdrawnConfirmations : IConsequence
{
    private const string End = "UPDATE confirmations SET waiting = 0 WHERE waiting = 1 AND notice_id IN ";

    public async Task ApplyAsync(Session s, IReadOnlyList<NoticeChange> changes, ActContext at)
    {
        List<Guid> ended = [.. changes.Where(c =>
            c.Before.State is NoticeState.Accepted && c.After.State is NoticeState.Withdrawn).Select(c => c.After.Id)];
        if (ended.Count > 0) await s.ExecuteAsync(End + s.In("ids"), new { ids = s.Ids(ended) });
    }
}
