using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// The only write path of notices after intake: locks the rows, lets Core decide, derives the events, saves, and runs
/// the consequences in order. Callers only choose the command.
/// </summary>
internal sealed class NoticeCommands(
    Database database, NoticeStore store, NoticeDeadlines table, IEnumerable<IConsequence> consequences,
    TimeProvider time)
{
    private readonly IConsequence[] consequences = [.. consequences];

    /// <summary>Locks notices, applies commands to them and stores the result.</summary>
    /// <param name="s">The transaction.</param>
    /// <param name="ids">Ids of the notices; unknown ids are not in the set.</param>
    /// <param name="registry">Registry with the policies, calendars and regulators.</param>
    /// <param name="by">Kind of the acting organisation; null for the system.</param>
    /// <param name="decide">Applies commands to the set.</param>
    /// <param name="owner">The acting organisation; notices of others are not in the set.</param>
    public async Task<T> ApplyAsync<T>(
        Session s, IReadOnlyCollection<Guid> ids, RegistrySnapshot registry, OrganisationKind? by,
        Func<NoticeSet, T> decide, NoticeOwner? owner = null)
    {
        var at = new ActContext(registry, time.GetUtcNow(), by);
        return await SaveAsync(s, await store.LockAsync(s, ids, database.Dialect.ForUpdate, owner), at, decide);
    }

    /// <summary>The same for one notice with all columns, for callers that return the notice.</summary>
    public async Task<T> ApplyAsync<T>(
        Session s, Guid id, RegistrySnapshot registry, OrganisationKind? by, Func<NoticeSet, T> decide,
        NoticeOwner? owner = null)
    {
        var at = new ActContext(registry, time.GetUtcNow(), by);
        return await SaveAsync(s, await store.LockWholeAsync(s, id, database.Dialect.ForUpdate, owner), at, decide);
    }

    /// <summary>The same for notices already locked by this transaction.</summary>
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
