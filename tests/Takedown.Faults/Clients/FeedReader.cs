using Takedown.Contracts;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>Follows a feed by its cursor through all faults and records the events.</summary>
internal sealed class FeedReader(Caller caller)
{
    private readonly List<FeedItem> seen = [];
    private string? after;

    public IReadOnlyList<FeedItem> Seen => seen;

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
        var page = await caller.CallAsync(api => api.Claimant.ReadEventsAsync(after, limit: 1000, wait));
        seen.AddRange(page.Items);
        after = page.Next;
        return page.Items.Count;
    }
}
