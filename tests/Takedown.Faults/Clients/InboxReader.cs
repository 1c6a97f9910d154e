using Takedown.Contracts;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>
/// Follows an inbox by sequence number with long polls, alternating between the nodes, and records the items.
/// </summary>
internal sealed class InboxReader(Caller caller, Action<IReadOnlyList<InboxItem>>? arrived = null)
{
    private readonly List<InboxItem> seen = [];

    public IReadOnlyList<InboxItem> Seen => seen;

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
        if (page.Items.Count > 0) arrived?.Invoke(page.Items);
        return page.Items.Count;
    }
}
