using System.Text.Json;
using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>
/// Notices that replace others of their claimant. The former one is locked first, and withdrawn only once the new one
/// is sure to be stored.
/// </summary>
internal sealed class Supersession(NoticeStore store, NoticeCommands commands, Database database)
{
    private const string Contents = "SELECT notice_id AS id, content AS text FROM notice_contents WHERE notice_id IN ";

    /// <summary>Decides which rows may replace what they name; the others get their outcome.</summary>
    /// <param name="s">The transaction.</param>
    /// <param name="rows">Rows that replace something.</param>
    /// <param name="refuse">Receives the outcome of a row that may not.</param>
    /// <param name="locks">Whether the former notices are locked; not in a dry run.</param>
    /// <returns>What each row replaces, by the id of the row; a row without an entry is not stored.</returns>
    public async Task<Dictionary<Guid, NoticeRow>> DecideAsync(
        Session s, IReadOnlyList<NewNotice> rows, Action<NewNotice, ItemOutcome> refuse, bool locks = true)
    {
        var clause = locks ? database.Dialect.ForUpdate : "";
        var former = new Dictionary<Guid, NoticeRow>();
        // In a fixed order, so that two chunks cannot deadlock.
        foreach (var sender in rows.GroupBy(r => r.From.Batch.ClaimantId).OrderBy(g => g.Key))
        {
            var owner = NoticeOwner.Claimant(sender.Key);
            var ids = sender.Select(Named).ToHashSet();
            foreach (var (id, row) in await store.LockAsync(s, ids, clause, owner))
                former[id] = row;
        }
        if (former.Count == 0)
        {
            foreach (var row in rows) refuse(row, No("supersedes.unknown"));
            return [];
        }
        var contents = (await s.QueryAsync<Content>(Contents + s.In("ids"), new { ids = s.Ids(former.Keys) }))
            .ToDictionary(c => c.Id, c => c.Text);
        var later = await Successions.ByReplacedAsync(s, [.. former.Keys]);
        var replaced = new Dictionary<Guid, NoticeRow>();
        var taken = new HashSet<Guid>();
        foreach (var row in rows)
        {
            var own = former.TryGetValue(Named(row), out var found) && found.ClaimantId == row.From.Batch.ClaimantId
                ? found : null;
            if (Refusal(row, own, later, taken, contents) is { } refusal) refuse(row, refusal);
            else if (taken.Add(own!.Id)) replaced[row.Id] = own;
        }
        return replaced;
    }

    private static Guid Named(NewNotice row) => row.Item.Special!.Supersedes!.Value;

    private static ItemOutcome? Refusal(
        NewNotice row, NoticeRow? former, Dictionary<Guid, Succession> later, HashSet<Guid> taken,
        Dictionary<Guid, string> contents)
    {
        if (former is null) return No("supersedes.unknown");
        if (later.TryGetValue(former.Id, out var by))
        {
            // The same item again is the duplicate of what it made.
            return by.OpenKey is not null && by.OpenKey.AsSpan().SequenceEqual(row.Route.OpenKey)
                ? new(ItemStatus.Duplicate, by.NoticeId) : No("supersedes.superseded");
        }
        if (taken.Contains(former.Id)) return No("supersedes.superseded");
        if (!Lifecycle.CanBeSuperseded(former.State)) return No("supersedes.not-open");
        if (former.PlatformId != row.Route.Platform.Id) return No("supersedes.other-platform");
        // Nothing that the platform sees would change, and its deadlines would start anew for nothing.
        return Compared(contents[former.Id]).AsSpan().SequenceEqual(Compared(row.Text)) ? No("supersedes.unchanged")
            : null;
    }

    private static ItemOutcome No(string code) => ItemOutcome.Rejected with { FaultCode = code };

    private static byte[] Compared(string content) => JsonSerializer.SerializeToUtf8Bytes(
        StoredJson.ReadNotice(content) with
        {
            ClientRef = null, Metadata = null, Supersedes = null, PlatformId = null, Missing = null,
        },
        StoredJson.Default.NoticeInput);

    /// <summary>Withdraws what rows replace.</summary>
    public async Task WithdrawAsync(
        Session s, RegistrySnapshot registry, IEnumerable<(NewNotice Row, NoticeRow Former)> replaced)
    {
        foreach (var senders in replaced.GroupBy(r => r.Row.From.By))
        {
            var locked = senders.Select(r => r.Former).OrderBy(n => n.Id).ToDictionary(n => n.Id);
            var at = new ActContext(registry, senders.First().Row.From.Now, senders.Key);
            await commands.SaveAsync(s, locked, at, set =>
            {
                foreach (var (row, former) in senders)
                {
                    set.Apply(set.Find(former.Id)!, NoticeCommand.Withdraw, new()
                    {
                        Reason = new() { Code = "superseded" },
                        Other = row.Id,
                    });
                }
                return 0;
            });
        }
    }

    private sealed record Content
    {
        public Guid Id { get; init; }
        public string Text { get; init; } = "";
    }
}
