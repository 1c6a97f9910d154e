using System.Collections.Concurrent;
using Takedown.Contracts;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>
/// Follows an inbox by sequence number with long polls, alternating between the nodes, and records the items.
/// </summary>
internal sealed class InboxReader(Caller caller, Action<IReadOnlyList<InboxItem>>? arrived = null)
{
    private readonly List<InboxItem> seen = [];
    private readonly ConcurrentDictionary<Guid, bool> known = new();

    public IReadOnlyList<InboxItem> Seen => seen;

    /// <summary>Whether a notice has arrived.</summary>
    public bool Has(Guid notice) => known.ContainsKey(notice);

    public async Task ApplyAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested) await ReadAsync(TimeSpan.FromSeconds(5));
    }

    public async Task ReadToEndAsync()
    {
        while (await ReadAsync(TimeSpan.Zero) > 0)
        {
        }
    }

    private async Task<int> ReadAsync(TimeSpan wait)
    {
        var after = seen.Count == 0 ? 0 : seen[^1].Seq;
        var page = await caller.CallAsync(api => api.Platform.ReadInboxAsync(after, limit: 500, wait));
        seen.AddRange(page.Items);
        foreach (var item in page.Items) known[item.NoticeId] = true;
        if (page.Items.Count > 0) arrived?.Invoke(page.Items);
        return page.Items.Count;
    }
}
