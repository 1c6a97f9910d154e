using Takedown.Contracts;

namespace Takedown.Server.Intake;

/// <summary>What storing would come to: the batch against the open notices and against itself.</summary>
internal sealed class DryRun(BatchStore batches)
{
    private const int MaxKeys = 1_000_000;

    private readonly HashSet<Guid> seen = [];

    public async Task<ItemOutcome[]> TryAsync(IReadOnlyList<JudgedItem> items)
    {
        var outcomes = ItemOutcome.ForAll(items);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Route is not { } route) continue;
            var twin = seen.Count < MaxKeys && !seen.Add(new Guid(route.OpenKey));
            var open = await batches.FindOpenAsync(route.OpenKey);
            outcomes[i] = new(twin || open is not null ? ItemStatus.Duplicate : ItemStatus.Accepted, open);
        }
        return outcomes;
    }
}
