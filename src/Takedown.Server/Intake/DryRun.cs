using Takedown.Contracts;

namespace Takedown.Server.Intake;

/// <summary>
/// Predicts the outcome of storing a batch: checks for duplicates in the database and in the batch. It stores nothing.
/// </summary>
internal sealed class DryRun(BatchStore batches, Preflight preflight)
{
    private const int MaxKeys = 1_000_000;

    private readonly HashSet<Guid> seen = [];

    public async Task<ItemOutcome[]> TryAsync(IReadOnlyList<JudgedItem> items)
    {
        var outcomes = new ItemOutcome[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            var open = items[i].Route is { } route ? await batches.FindOpenAsync(route.OpenKey) : null;
            var known = await preflight.OfAsync(items[i], open);
            outcomes[i] = OutcomeOf(items[i].Route, open) with { Preflight = known };
        }
        return outcomes;
    }

    private ItemOutcome OutcomeOf(Route? route, OpenNoticeRow? open)
    {
        if (route is null) return ItemOutcome.Rejected;
        var isRepeated = seen.Count < MaxKeys && !seen.Add(new Guid(route.OpenKey));
        return new(
            open is { Barred: true } ? ItemStatus.Rejected
                : isRepeated || open is not null ? ItemStatus.Duplicate : ItemStatus.Accepted,
            open?.NoticeId);
    }
}
