using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// The one write path of a notice: lock, let Core decide, derive the events from before and after, save, then the
/// consequences in their order. Whoever acts on notices only says which command it wants.
/// </summary>
internal sealed class NoticeCommands(
    Database database, NoticeStore store, NoticeDeadlines table, IEnumerable<IConsequence> consequences,
    TimeProvider time)
{
    private readonly IConsequence[] consequences = [.. consequences];

    /// <summary>Locks notices and stores what is decided about them.</summary>
    /// <param name="s">The transaction.</param>
    /// <param name="ids">The notices; those that do not exist are not in the set.</param>
    /// <param name="registry">Policies, calendars and regulators.</param>
    /// <param name="by">Who acts; null for the system.</param>
    /// <param name="decide">Applies commands to the set.</param>
    public async Task<T> ApplyAsync<T>(
        Session s, IReadOnlyCollection<Guid> ids, RegistrySnapshot registry, OrganisationKind? by,
        Func<NoticeSet, T> decide)
    {
        var at = new ActContext(registry, time.GetUtcNow(), by);
        return await SaveAsync(s, await store.LockAsync(s, ids, database.Dialect.ForUpdate), at, decide);
    }

    /// <summary>The same for one notice, loaded whole, because the caller shows it afterwards.</summary>
    public async Task<T> ApplyAsync<T>(
        Session s, Guid id, RegistrySnapshot registry, OrganisationKind? by, Func<NoticeSet, T> decide)
    {
        var at = new ActContext(registry, time.GetUtcNow(), by);
        return await SaveAsync(s, await store.LockWholeAsync(s, id, database.Dialect.ForUpdate), at, decide);
    }

    /// <summary>The same for notices that this transaction has locked already.</summary>
    public async Task<T> SaveAsync<T>(
        Session s, IReadOnlyDictionary<Guid, NoticeRow> locked, ActContext at, Func<NoticeSet, T> decide)
    {
        var set = new NoticeSet(locked, table, at);
        var result = decide(set);
        var changes = set.Changes;
        if (changes.Count == 0) return result;
        await store.SaveAsync(s, changes, at);
        foreach (var consequence in consequences) await consequence.ApplyAsync(s, changes, at);
        return result;
    }
}
