using Takedown.Contracts;

namespace Takedown.Server.Intake;

/// <summary>Predicts the outcome of storing a batch: checks for duplicates in the database and in the batch.</summary>
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
            var isRepeated = seen.Count < MaxKeys && !seen.Add(new Guid(route.OpenKey));
            var open = await batches.FindOpenAsync(route.OpenKey);
            outcomes[i] = new(isRepeated || open is not null ? ItemStatus.Duplicate : ItemStatus.Accepted, open);
        }
        return outcomes;
    }
}
