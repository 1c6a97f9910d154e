using Takedown.Server.Observability;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>Sends notices that were held until now.</summary>
internal sealed class HeldSends(OutboxStore outbox, OutboxSender sender)
{
    public async Task SendAsync(Session s, IEnumerable<(Guid Notice, Guid Platform)> notices)
    {
        List<OutboxEntry> entries = [.. notices.GroupBy(n => n.Platform, n => n.Notice).SelectMany(platform =>
            platform.Chunk(IdSet.MaxIds).Select(set => outbox.Of(platform.Key, set)))];
        if (entries.Count == 0) return;
        await OutboxStore.AddAsync(s, entries);
        s.AfterCommit(() => sender.Send(entries.Select(e => (e, (IReadOnlyList<TraceOrigin>)[]))));
    }
}
