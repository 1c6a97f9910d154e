using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>
/// Predicts the outcome of storing a batch: checks for duplicates in the database and in the batch. It stores nothing.
/// </summary>
internal sealed class DryRun(
    BatchStore batches, Preflight preflight, Supersession supersession, Database database, BatchRow batch)
{
    private const int MaxKeys = 1_000_000;

    private readonly HashSet<Guid> seen = [];

    public async Task<ItemOutcome[]> TryAsync(IReadOnlyList<JudgedItem> items)
    {
        var from = new Submission(batch, items, Complete: true, Guid.Empty, default);
        var stored = new StoredSubmission(from, new ItemOutcome[items.Count]);
        for (var i = 0; i < items.Count; i++)
        {
            await TryAsync(stored, new(Guid.Empty, from, i));
            for (var j = 0; j < (items[i].Special?.Others?.Count ?? 0); j++)
                await TryAsync(stored, new(Guid.Empty, from, i) { Respondent = j });
        }
        if (from.HasSpecial) stored.JoinRespondents();
        return stored.Outcomes;
    }

    private async Task TryAsync(StoredSubmission stored, NewNotice row)
    {
        var item = row.Item;
        var open = item.Route is { } route ? await batches.FindOpenAsync(route.OpenKey) : null;
        var known = await preflight.OfAsync(item, open);
        var outcome = item.Special?.Supersedes is null ? OutcomeOf(row, open) : await ReplacingAsync(row, open);
        stored.Set(row, outcome with { Preflight = known });
    }

    private async Task<ItemOutcome> ReplacingAsync(NewNotice row, OpenNoticeRow? open)
    {
        ItemOutcome? refused = null;
        await database.ReadAsync(s => supersession.DecideAsync(s, [row], (_, o) => refused = o, locks: false));
        return refused ?? OutcomeOf(row, open?.NoticeId == row.Item.Special!.Supersedes ? null : open);
    }

    private ItemOutcome OutcomeOf(NewNotice row, OpenNoticeRow? open)
    {
        if (row.Item.Route is not { } route) return ItemOutcome.Rejected;
        var isRepeated = seen.Count < MaxKeys && !row.IsDeficient && !seen.Add(new Guid(route.OpenKey));
        return new(
            open is { Barred: true } ? ItemStatus.Rejected
                : isRepeated || open is not null ? ItemStatus.Duplicate : ItemStatus.Accepted,
            open?.NoticeId);
    }
}
